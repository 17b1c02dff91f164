import { loadOrganisations, provisionalProcedures } from '@cc/procedures';
import { ServiceModule } from '@cc/service-kit';
import { BouncedRequests } from './answer-request/bounced-requests.js';
import { SettleRequestOnRequestAnswered } from './answer-request/on-request-answered.js';
import { Complaint } from './complaint.entity.js';
import { ContactRequest } from './contact-request.entity.js';
import { DiscloseCustomerController } from './disclose-customer/disclose-customer.controller.js';
import { Disclosure } from './disclosure.entity.js';
import { DuplicateSubmission } from './duplicate-submission.entity.js';
import { FollowTicketOnDeadlineMissed } from './follow-ticket/on-deadline-missed.js';
import { FollowTicketOnTicketAnswered } from './follow-ticket/on-ticket-answered.js';
import { FollowTicketOnTicketClosed } from './follow-ticket/on-ticket-closed.js';
import { FollowTicketOnTicketReopened } from './follow-ticket/on-ticket-reopened.js';
import { FollowTicketOnWorkAccepted } from './follow-ticket/on-work-accepted.js';
import { FollowTicketOnWorkDispatched } from './follow-ticket/on-work-dispatched.js';
import { loadProgressTexts, ProgressTexts } from './follow-ticket/progress-texts.js';
import { TicketFollower } from './follow-ticket/ticket-follower.js';
import { IntakeConfig } from './intake.config.js';
import { CreateTheRegister0000000000002 } from './migrations/0002-create-the-register.js';
import { loadNormaliser } from './normalise/load-normaliser.js';
import { Normaliser } from './normalise/normaliser.js';
import { NumberSequence } from './number-sequence.entity.js';
import { ItemDesk } from './receive-submission/item-desk.js';
import { ReceiveSubmissions } from './receive-submission/on-submission.js';
import { SubmissionDesk } from './receive-submission/submission-desk.js';
import { SubmissionRecords } from './receive-submission/submission-records.js';
import { SubmitComplaintController } from './receive-submission/submit-complaint.controller.js';
import { ReconcileController } from './reconcile/reconcile.controller.js';
import { RefusedSubmission } from './refused-submission.entity.js';
import { Register } from './register-complaint/register.js';
import { ComplaintSecrets } from './register-complaint/secrets.js';
import { ORGANISATIONS, PROCEDURES, Rules } from './rules.js';
import { ShowComplaintsController } from './show-complaints/show-complaints.controller.js';
import { SubmissionItemRow } from './submission-item.entity.js';
import { SubmissionRow } from './submission.entity.js';

/** 受理: decides what a submission is, gives complaints their number, and keeps the register. */
@ServiceModule({
  service: 'intake',
  config: IntakeConfig,
  entities: [
    SubmissionRow,
    SubmissionItemRow,
    DuplicateSubmission,
    RefusedSubmission,
    Complaint,
    ContactRequest,
    NumberSequence,
    Disclosure,
  ],
  migrations: [CreateTheRegister0000000000002],
  handlers: [
    ReceiveSubmissions,
    FollowTicketOnWorkDispatched,
    FollowTicketOnWorkAccepted,
    FollowTicketOnTicketAnswered,
    FollowTicketOnTicketReopened,
    FollowTicketOnTicketClosed,
    FollowTicketOnDeadlineMissed,
    SettleRequestOnRequestAnswered,
  ],
  controllers: [SubmitComplaintController, ShowComplaintsController, DiscloseCustomerController, ReconcileController],
  providers: [
    { provide: PROCEDURES, useFactory: provisionalProcedures },
    { provide: ORGANISATIONS, useFactory: () => loadOrganisations() },
    { provide: Normaliser, useFactory: loadNormaliser },
    Rules,
    ComplaintSecrets,
    Register,
    ItemDesk,
    SubmissionRecords,
    SubmissionDesk,
    { provide: ProgressTexts, useFactory: loadProgressTexts },
    TicketFollower,
    BouncedRequests,
  ],
})
export class IntakeModule {}
