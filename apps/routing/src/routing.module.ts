import { loadOrganisations, engineProcedures } from '@cc/procedures';
import { Disclosure, DisclosuresController, ServiceModule } from '@cc/service-kit';
import { ActOnWorkController } from './act-on-work/act-on-work.controller.js';
import { ActionDesk } from './act-on-work/action-desk.js';
import { ActOnWorkAction } from './act-on-work/on-work-action.js';
import { AnswerSupplementOnSupplementRequested } from './answer-request/on-supplement-requested.js';
import { AnswerUrgeOnUrgeRequested } from './answer-request/on-urge-requested.js';
import { AnswerWithdrawalOnWithdrawalRequested } from './answer-request/on-withdrawal-requested.js';
import { RequestDesk } from './answer-request/request-desk.js';
import { AnsweredAction } from './answered-action.entity.js';
import { AnsweredRequest } from './answered-request.entity.js';
import { Decision } from './decision.entity.js';
import { DispatchWorkOnTicketRegistered } from './dispatch-work/on-ticket-registered.js';
import { DispatchedWork } from './dispatched-work.entity.js';
import { FollowCallbackOnCallbackMade } from './follow-callback/on-callback-made.js';
import { FollowMissesOnDeadlineMissed } from './follow-misses/on-deadline-missed.js';
import { FollowMissesOnMissTakenBack } from './follow-misses/on-miss-taken-back.js';
import { KeepComplaintOnComplaintImported } from './keep-complaint/on-complaint-imported.js';
import { KeepComplaintOnComplaintRecorded } from './keep-complaint/on-complaint-recorded.js';
import { CreateTicketsAndWork0000000000002 } from './migrations/0002-create-tickets-and-work.js';
import { PauseWork0000000000003 } from './migrations/0003-pause-work.js';
import { KeepWhatWasBrought0000000000004 } from './migrations/0004-keep-what-was-brought.js';
import { NameDisclosuresAsEverywhere0000000000005 } from './migrations/0005-name-disclosures-as-everywhere.js';
import { KeyByComplaint0000000000006 } from './migrations/0006-key-by-complaint.js';
import { KeepWhatAnActionAsked0000000000007 } from './migrations/0007-keep-what-an-action-asked.js';
import { AskForMoreTime0000000000008 } from './migrations/0008-ask-for-more-time.js';
import { QueueSlipsToAudit0000000000009 } from './migrations/0009-queue-slips-to-audit.js';
import { KeepWhatTheCustomerSaid0000000000010 } from './migrations/0010-keep-what-the-customer-said.js';
import { FindDisclosuresByWhoLooked0000000000011 } from './migrations/0011-find-disclosures-by-who-looked.js';
import { ReclassifyWorkOnTicketReclassified } from './reclassify-work/on-ticket-reclassified.js';
import { RoutingConfig } from './routing.config.js';
import { ORGANISATIONS, PROCEDURES, Rules } from './rules.js';
import { SealedContent } from './sealed-content.entity.js';
import { ClearTexts } from './show-work/clear-texts.js';
import { ListSlipsController } from './show-work/list-slips.controller.js';
import { ListWorkOrdersController } from './show-work/list-work-orders.controller.js';
import { ShowWorkOrderController } from './show-work/show-work-order.controller.js';
import { TellWarningOnDeadlineWarned } from './tell-warning/on-deadline-warned.js';
import { Ticket } from './ticket.entity.js';
import { Tickets } from './tickets.js';

/** 派单: decides everything about the work on a complaint. */
@ServiceModule({
  service: 'routing',
  config: RoutingConfig,
  entities: [Ticket, DispatchedWork, AnsweredAction, AnsweredRequest, Decision, SealedContent, Disclosure],
  migrations: [
    CreateTicketsAndWork0000000000002,
    PauseWork0000000000003,
    KeepWhatWasBrought0000000000004,
    NameDisclosuresAsEverywhere0000000000005,
    KeyByComplaint0000000000006,
    KeepWhatAnActionAsked0000000000007,
    AskForMoreTime0000000000008,
    QueueSlipsToAudit0000000000009,
    KeepWhatTheCustomerSaid0000000000010,
    FindDisclosuresByWhoLooked0000000000011,
  ],
  handlers: [
    KeepComplaintOnComplaintRecorded,
    KeepComplaintOnComplaintImported,
    DispatchWorkOnTicketRegistered,
    ActOnWorkAction,
    AnswerUrgeOnUrgeRequested,
    AnswerSupplementOnSupplementRequested,
    AnswerWithdrawalOnWithdrawalRequested,
    ReclassifyWorkOnTicketReclassified,
    FollowMissesOnDeadlineMissed,
    FollowMissesOnMissTakenBack,
    TellWarningOnDeadlineWarned,
    FollowCallbackOnCallbackMade,
  ],
  controllers: [
    ListWorkOrdersController,
    ListSlipsController,
    ShowWorkOrderController,
    ActOnWorkController,
    DisclosuresController,
  ],
  providers: [
    { provide: PROCEDURES, useFactory: engineProcedures },
    { provide: ORGANISATIONS, useFactory: () => loadOrganisations() },
    Rules,
    Tickets,
    ActionDesk,
    RequestDesk,
    ClearTexts,
  ],
})
export class RoutingModule {}
