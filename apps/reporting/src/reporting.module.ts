import { loadOrganisations } from '@cc/procedures';
import { EndedSession, ServiceModule } from '@cc/service-kit';
import { FactArchive } from './archive-facts/fact-archive.js';
import { ArchiveOnEveryFact } from './archive-facts/on-every-fact.js';
import { ArchivedFact } from './archived-fact.entity.js';
import { Case, CaseFact, CaseMember } from './case.entity.js';
import { Complaint } from './complaint.entity.js';
import { Cell } from './count-facts/cell.entity.js';
import { FactCounter } from './count-facts/fact-counter.js';
import { CaseKeeper } from './follow-cases/case-keeper.js';
import { FollowCasesOnCaseFacts } from './follow-cases/on-case-facts.js';
import { CreateReportingTables0000000000002 } from './migrations/0002-create-reporting-tables.js';
import { CountMissesTakenBack0000000000003 } from './migrations/0003-count-misses-taken-back.js';
import { FindComplaintsByName0000000000004 } from './migrations/0004-find-complaints-by-name.js';
import { FollowCases0000000000005 } from './migrations/0005-follow-cases.js';
import { CountThePast0000000000006 } from './migrations/0006-count-the-past.js';
import { FrozenReportsController } from './freeze-reports/frozen-reports.controller.js';
import { FreezeReportsOnTick } from './freeze-reports/on-tick.js';
import { FrozenReport, ReportBeginning } from './frozen-report.entity.js';
import { FreezeReports0000000000008 } from './migrations/0008-freeze-reports.js';
import { RebuildReportsController } from './rebuild-reports/rebuild-reports.controller.js';
import { RebuildReports } from './rebuild-reports/rebuild-reports.js';
import { ReportingConfig } from './reporting.config.js';
import { ReconcileController } from './show-reports/reconcile.controller.js';
import { ShowCasesController } from './show-cases/show-cases.controller.js';
import { ShowReportsController } from './show-reports/show-reports.controller.js';
import { TellStoryController } from './tell-story/tell-story.controller.js';
import { ORGANISATIONS } from './tokens.js';
import { Feed } from './feed-viewers/feed.js';
import { LookForNews } from './feed-viewers/look-for-news.js';
import { ShowLiveController } from './feed-viewers/show-live.controller.js';
import { TellStaysApart0000000000009 } from './migrations/0009-tell-stays-apart.js';
import { KnowFactsByTheirPlace0000000000010 } from './migrations/0010-know-facts-by-their-place.js';
import { LeaveRoomForCounts0000000000011 } from './migrations/0011-leave-room-for-counts.js';
import { TellWhenAbnormalTicketsAreDue0000000000012 } from './migrations/0012-tell-when-abnormal-tickets-are-due.js';
import { RememberEndedSessions0000000000013 } from './migrations/0013-remember-ended-sessions.js';
import { KnowCaseFactsByTheirPlace0000000000014 } from './migrations/0014-know-case-facts-by-their-place.js';
import { WatchOpenTickets0000000000007 } from './migrations/0007-watch-open-tickets.js';
import { AssetsController } from './show-page/assets.controller.js';
import { Pages } from './show-page/pages.js';
import { ReadOverview } from './show-page/read-overview.js';
import { ShowPageController } from './show-page/show-page.controller.js';
import { StartPageController } from './show-page/start-page.controller.js';
import { Views } from './show-page/views.js';
import { EndSessionsController } from './sign-in/end-sessions.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { Stories } from './tell-story/stories.js';
import { Concern } from './watch-tickets/concern.entity.js';
import { TicketWatch } from './watch-tickets/ticket-watch.js';
import { VerifyReportsController } from './verify-reports/verify-reports.controller.js';
import { VerifyReports } from './verify-reports/verify-reports.js';

/** 报表: the archive of facts, the counts, the story of a complaint, and the page that shows them. */
@ServiceModule({
  service: 'reporting',
  config: ReportingConfig,
  entities: [
    ArchivedFact,
    Complaint,
    Cell,
    CaseFact,
    Case,
    CaseMember,
    Concern,
    FrozenReport,
    ReportBeginning,
    EndedSession,
  ],
  migrations: [
    CreateReportingTables0000000000002,
    CountMissesTakenBack0000000000003,
    FindComplaintsByName0000000000004,
    FollowCases0000000000005,
    CountThePast0000000000006,
    WatchOpenTickets0000000000007,
    FreezeReports0000000000008,
    TellStaysApart0000000000009,
    KnowFactsByTheirPlace0000000000010,
    LeaveRoomForCounts0000000000011,
    TellWhenAbnormalTicketsAreDue0000000000012,
    RememberEndedSessions0000000000013,
    KnowCaseFactsByTheirPlace0000000000014,
  ],
  handlers: [ArchiveOnEveryFact, FollowCasesOnCaseFacts],
  timers: [LookForNews, FreezeReportsOnTick],
  controllers: [
    TellStoryController,
    ShowReportsController,
    ReconcileController,
    ShowCasesController,
    FrozenReportsController,
    VerifyReportsController,
    RebuildReportsController,
    StartPageController,
    ShowPageController,
    ShowLiveController,
    AssetsController,
    SignInController,
    EndSessionsController,
  ],
  providers: [
    FactArchive,
    FactCounter,
    CaseKeeper,
    VerifyReports,
    RebuildReports,
    TicketWatch,
    Stories,
    ReadOverview,
    Views,
    Pages,
    Feed,
    { provide: ORGANISATIONS, useFactory: () => loadOrganisations() },
  ],
})
export class ReportingModule {}
