import { loadOrganisations, engineProcedures } from '@cc/procedures';
import { Disclosure, ServiceModule } from '@cc/service-kit';
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
import { ReclassifyWorkOnTicketReclassified } from './reclassify-work/on-ticket-reclassified.js';
import { RoutingConfig } from './routing.config.js';
import { ORGANISATIONS, PROCEDURES, Rules } from './rules.js';
import { SealedContent } from './sealed-content.entity.js';
import { ClearTexts } from './show-work/clear-texts.js';
import { ListWorkOrdersController } from './show-work/list-work-orders.controller.js';
import { ShowWorkOrderController } from './show-work/show-work-order.controller.js';
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
    FollowCallbackOnCallbackMade,
  ],
  controllers: [ListWorkOrdersController, ShowWorkOrderController, ActOnWorkController],
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
