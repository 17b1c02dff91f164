import { loadOrganisations, engineProcedures } from '@cc/procedures';
import { DisclosuresController, ServiceModule } from '@cc/service-kit';
import { AdoptComplaintController } from './adopt-complaint/adopt-complaint.controller.js';
import { KeptRequests } from './adopt-complaint/kept-requests.js';
import { BouncedRequests } from './answer-request/bounced-requests.js';
import { SettleRequestOnRequestAnswered } from './answer-request/on-request-answered.js';
import { mustAnswer } from './count-complaints/answerable.js';
import { DiscloseCustomerController } from './disclose-customer/disclose-customer.controller.js';
import { followTicket } from './follow-ticket/follow-ticket.js';
import { loadProgressTexts, ProgressTexts } from './follow-ticket/progress-texts.js';
import { TicketFollower } from './follow-ticket/ticket-follower.js';
import { IntakeConfig } from './intake.config.js';
import { CreateTheRegister0000000000002 } from './migrations/0002-create-the-register.js';
import { IndexByOrganisation0000000000003 } from './migrations/0003-index-by-organisation.js';
import { CountOverManyComplaints0000000000004 } from './migrations/0004-count-over-many-complaints.js';
import { Recount0000000000005 } from './migrations/0005-recount.js';
import { PutOffRecounts0000000000006 } from './migrations/0006-put-off-recounts.js';
import { ImportThePast0000000000007 } from './migrations/0007-import-the-past.js';
import { LeaveRoomForChanges0000000000008 } from './migrations/0008-leave-room-for-changes.js';
import { IndexWhatIsLookedUp0000000000009 } from './migrations/0009-index-what-is-looked-up.js';
import { FindDisclosuresByWhoLooked0000000000010 } from './migrations/0010-find-disclosures-by-who-looked.js';
import { loadNormaliser } from './normalise/load-normaliser.js';
import { Normaliser } from './normalise/normaliser.js';
import { NoteFindingOnTicketAnswered } from './note-finding/on-ticket-answered.js';
import { ItemDesk } from './receive-submission/item-desk.js';
import { ReceiveSubmissions } from './receive-submission/on-submission.js';
import { SubmissionDesk } from './receive-submission/submission-desk.js';
import { SubmissionRecords } from './receive-submission/submission-records.js';
import { SubmitComplaintController } from './receive-submission/submit-complaint.controller.js';
import { Reclassification } from './reclassify/reclassification.js';
import { ReclassifyOnTick } from './reclassify/on-tick.js';
import { ReconcileOnTick } from './reconcile/on-tick.js';
import { ReconcileController } from './reconcile/reconcile.controller.js';
import { Register } from './register-complaint/register.js';
import { ComplaintSecrets } from './register-complaint/secrets.js';
import { Rules } from './rules.js';
import { ShowComplaintsController } from './show-complaints/show-complaints.controller.js';
import { tables } from './tables.js';

/** 受理: decides what a submission is, gives complaints their number, and keeps the register. */
@ServiceModule({
  service: 'intake',
  config: IntakeConfig,
  entities: tables,
  migrations: [
    CreateTheRegister0000000000002,
    IndexByOrganisation0000000000003,
    CountOverManyComplaints0000000000004,
    Recount0000000000005,
    PutOffRecounts0000000000006,
    ImportThePast0000000000007,
    LeaveRoomForChanges0000000000008,
    IndexWhatIsLookedUp0000000000009,
    FindDisclosuresByWhoLooked0000000000010,
  ],
  handlers: [ReceiveSubmissions, ...followTicket, NoteFindingOnTicketAnswered, SettleRequestOnRequestAnswered],
  timers: [ReconcileOnTick, ReclassifyOnTick],
  controllers: [
    SubmitComplaintController,
    ShowComplaintsController,
    DiscloseCustomerController,
    DisclosuresController,
    AdoptComplaintController,
    ReconcileController,
  ],
  providers: [
    { provide: Rules, useFactory: () => mustAnswer(new Rules(engineProcedures(), loadOrganisations())) },
    { provide: Normaliser, useFactory: loadNormaliser },
    ComplaintSecrets,
    Register,
    Reclassification,
    ItemDesk,
    SubmissionRecords,
    SubmissionDesk,
    { provide: ProgressTexts, useFactory: loadProgressTexts },
    TicketFollower,
    BouncedRequests,
    KeptRequests,
  ],
})
export class IntakeModule {}
