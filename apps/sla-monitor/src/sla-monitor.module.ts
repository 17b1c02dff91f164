import { ServiceModule } from '@cc/service-kit';
import { AreaRecount } from './area-recount.entity.js';
import { ArmClocksOnTicketRegistered } from './arm-clocks/on-ticket-registered.js';
import { Case, CaseMember } from './case.entity.js';
import { ClockTerms } from './clock-terms.entity.js';
import { CountTogether } from './count-together/count-together.js';
import { CountOnComplaintRecorded } from './count-together/on-complaint-recorded.js';
import { NoteFindingOnTicketAnswered } from './count-together/on-ticket-answered.js';
import { NoteWithdrawalOnTicketClosed } from './count-together/on-ticket-closed.js';
import { CountOnTicketRegistered } from './count-together/on-ticket-registered.js';
import { CountUrgesOnRequestAnswered } from './count-urges/on-request-answered.js';
import { CountedComplaint } from './counted-complaint.entity.js';
import { Edition } from './edition.entity.js';
import { ExplainClocksController } from './explain-clocks/explain-clocks.controller.js';
import { ExtendClockOnExtensionGranted } from './extend-clocks/on-extension-granted.js';
import { FollowRefusalOnExtensionRefused } from './extend-clocks/on-extension-refused.js';
import { FollowRequestOnExtensionRequested } from './extend-clocks/on-extension-requested.js';
import { FollowCasesOnTick } from './follow-cases/on-tick.js';
import { FollowRecordsOnWorkRecorded } from './follow-records/on-work-recorded.js';
import { FollowTickets } from './follow-tickets/follow-tickets.js';
import { FollowWorkOnWorkAccepted } from './follow-work/on-work-accepted.js';
import { FollowWorkOnWorkDispatched } from './follow-work/on-work-dispatched.js';
import { FollowWorkOnWorkReplied } from './follow-work/on-work-replied.js';
import { FollowWorkOnWorkReplyApproved } from './follow-work/on-work-reply-approved.js';
import { FollowWorkOnWorkReplyRefused } from './follow-work/on-work-reply-refused.js';
import { FollowWorkOnWorkReturned } from './follow-work/on-work-returned.js';
import { FollowWorkOnWorkTransferred } from './follow-work/on-work-transferred.js';
import { ListClocksController } from './list-clocks/list-clocks.controller.js';
import { WatchClocks0000000000002 } from './migrations/0002-watch-clocks.js';
import { FollowCases0000000000003 } from './migrations/0003-follow-cases.js';
import { LeaveRoomForChanges0000000000004 } from './migrations/0004-leave-room-for-changes.js';
import { KeepTermsOnce0000000000005 } from './migrations/0005-keep-terms-once.js';
import { FindWhatRuns0000000000006 } from './migrations/0006-find-what-runs.js';
import { ReckonAnew0000000000007 } from './migrations/0007-reckon-anew.js';
import { NoticeDueInstantsOnTick } from './notice-due-instants/on-tick.js';
import { PauseClocksOnWorkPaused } from './pause-clocks/on-work-paused.js';
import { ResumeClocksOnWorkResumed } from './pause-clocks/on-work-resumed.js';
import { organisationsProvider, proceduresProvider } from './procedures.provider.js';
import { ReclassifyOnTicketReclassified } from './reclassify/on-ticket-reclassified.js';
import { ReckonAnewOnTick } from './reckon-anew/on-tick.js';
import { RestartClocksOnTicketReopened } from './restart-clocks/on-ticket-reopened.js';
import { SlaMonitorConfig } from './sla-monitor.config.js';
import { StopClocksOnCallbackMade } from './stop-clocks/on-callback-made.js';
import { StopClocksOnTicketAnswered } from './stop-clocks/on-ticket-answered.js';
import { StopClocksOnTicketClosed } from './stop-clocks/on-ticket-closed.js';
import { WatchDecreesOnTick } from './watch-decrees/on-tick.js';
import { ClockRow } from './watched-clock.entity.js';
import { WatchedTicket } from './watched-ticket.entity.js';

/** 时限监控: watches the clocks of every ticket, and what complaints are together (群体投诉). */
@ServiceModule({
  service: 'sla-monitor',
  config: SlaMonitorConfig,
  entities: [WatchedTicket, ClockRow, ClockTerms, CountedComplaint, AreaRecount, Case, CaseMember, Edition],
  migrations: [
    WatchClocks0000000000002,
    FollowCases0000000000003,
    LeaveRoomForChanges0000000000004,
    KeepTermsOnce0000000000005,
    FindWhatRuns0000000000006,
    ReckonAnew0000000000007,
  ],
  handlers: [
    ArmClocksOnTicketRegistered,
    FollowWorkOnWorkDispatched,
    FollowWorkOnWorkAccepted,
    FollowWorkOnWorkReturned,
    FollowWorkOnWorkTransferred,
    FollowWorkOnWorkReplied,
    FollowWorkOnWorkReplyRefused,
    FollowRecordsOnWorkRecorded,
    FollowWorkOnWorkReplyApproved,
    FollowRequestOnExtensionRequested,
    ExtendClockOnExtensionGranted,
    FollowRefusalOnExtensionRefused,
    PauseClocksOnWorkPaused,
    ResumeClocksOnWorkResumed,
    StopClocksOnTicketAnswered,
    StopClocksOnTicketClosed,
    StopClocksOnCallbackMade,
    RestartClocksOnTicketReopened,
    ReclassifyOnTicketReclassified,
    CountUrgesOnRequestAnswered,
    CountOnComplaintRecorded,
    CountOnTicketRegistered,
    NoteFindingOnTicketAnswered,
    NoteWithdrawalOnTicketClosed,
  ],
  timers: [ReckonAnewOnTick, NoticeDueInstantsOnTick, FollowCasesOnTick, WatchDecreesOnTick],
  controllers: [ExplainClocksController, ListClocksController],
  providers: [organisationsProvider, proceduresProvider, FollowTickets, CountTogether],
})
export class SlaMonitorModule {}
