import {
  ComplaintProgress,
  DeadlineMissed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  MissTakenBack,
  TicketAnswered,
  TicketClosed,
  WorkReclassified,
  TicketRegistered,
  TicketReopened,
  WorkAccepted,
  WorkDispatched,
  type ComplaintId,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMissedDeadline,
  aMissTakenBack,
  anAcceptedTicket,
  anAnsweredTicket,
  aPausedDeadline,
  aReclassifiedWork,
  aReopenedTicket,
  aResumedDeadline,
  aRevisedDeadline,
  hoursAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aRecord, aSubmission } from '../submission.fixture.js';

const at = (hours: number) => ({
  occurredAt: hoursAfter(TUESDAY_MORNING, hours),
  recordedAt: hoursAfter(TUESDAY_MORNING, hours),
});

/** For the first start of a run, on a busy machine. */
const PATIENCE_MS = 60_000;

describe('the register follows the work', () => {
  let intake: ServiceUnderTest;
  let complaintId: ComplaintId;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
    await intake.receivesRaw('complaints.submissions.cc-44', aRecord(aSubmission()));
    complaintId = (await intake.published(TicketRegistered))[0]!.complaintId;
  }, PATIENCE_MS);
  afterEach(() => intake.stop());

  const line = async () => (await intake.query('select * from complaints where id = $1', [complaintId]))[0];
  const told = async () => (await intake.told(ComplaintProgress)).map(({ status }) => status);

  it('through every step, each told once however often its event comes', async () => {
    const twice = { times: 2 };

    await intake.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...at(1) }), {
      ...twice,
      scope: { division: '43', unit: 'network' },
    });
    await intake.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...at(2) }), twice);
    await intake.receives(DeadlineMissed, aMissedDeadline({ complaintId, recordedAt: at(3).recordedAt }), twice);
    await intake.receives(TicketAnswered, anAnsweredTicket({ complaintId, ...at(4) }), twice);
    await intake.receives(TicketReopened, aReopenedTicket({ complaintId, ...at(5) }), twice);
    await intake.receives(TicketClosed, aClosedTicket({ complaintId, ...at(6) }), twice);

    expect(await line()).toMatchObject({
      status: 'closed',
      handling_division: '43',
      handling_unit: 'network',
      division: '44',
      missed: 1,
      reopened: 1,
      closed_as: 'satisfied',
      on_time: true,
      closed_at: at(6).occurredAt,
    });
    expect(await told()).toEqual(['dispatched', 'accepted', 'overdue', 'answered', 'reopened', 'closed']);
  });

  it('and shows the nature that the ticket has now, which is no news to the source', async () => {
    await intake.receives(WorkReclassified, aReclassifiedWork({ complaintId, ...at(1) }), { times: 2 });

    expect(await line()).toMatchObject({ nature: 'major', status: 'registered' });
    expect(await told()).toEqual([]);
  });

  it('and moves the promise with its clock, by a pause or by more time, and tells the source until when', async () => {
    const promised = (await line())!['answer_by'] as Date;
    const [afterPause, afterMore] = [hoursAfter(promised, 5), hoursAfter(promised, 29)];
    const twice = { times: 2 };

    await intake.receives(DeadlinePaused, aPausedDeadline({ complaintId, before: promised }), twice);
    await intake.receives(
      DeadlineResumed,
      aResumedDeadline({ complaintId, before: promised, dueAt: afterPause }),
      twice,
    );
    await intake.receives(
      DeadlineRevised,
      aRevisedDeadline({ complaintId, before: afterPause, after: afterMore }),
      twice,
    );
    // A clock of somebody else.
    await intake.receives(DeadlineRevised, aRevisedDeadline({ complaintId, before: promised, after: promised }));

    expect((await intake.told(ComplaintProgress)).map(({ status, answerBy }) => [status, answerBy])).toEqual([
      ['paused', null],
      ['resumed', afterPause],
      ['answerByMoved', afterMore],
    ]);
    expect(await line()).toMatchObject({ answer_by: afterMore, status: 'registered' });
  });

  it('and takes back a miss that was none, and tells the source', async () => {
    await intake.receives(DeadlineMissed, aMissedDeadline({ complaintId, recordedAt: at(1).recordedAt }));
    await intake.receives(MissTakenBack, aMissTakenBack({ complaintId, recordedAt: at(2).recordedAt }), { times: 2 });

    expect(await line()).toMatchObject({ missed: 0 });
    expect(await told()).toEqual(['overdue', 'notOverdue']);
  });

  it('and does not turn back for what comes late', async () => {
    await intake.receives(TicketClosed, aClosedTicket({ complaintId, closedAs: 'withdrawn', ...at(6) }));
    await intake.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...at(2) }));
    await intake.receives(DeadlineMissed, aMissedDeadline({ complaintId, recordedAt: at(3).recordedAt }));

    expect(await line()).toMatchObject({ status: 'withdrawn', missed: 1 });
    expect(await told()).not.toContain('accepted');
  });

  it('in both languages, with the number and nothing personal', async () => {
    await intake.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...at(1) }));

    const [progress] = await intake.told(ComplaintProgress);
    expect(progress!.text.zh).toBe(`投诉${progress!.number}已派单处理`);
    expect(JSON.stringify(progress)).not.toMatch(/林小明|139\d{8}/);
  });

  it('and parks what is about a complaint it does not know', async () => {
    await intake.receives(WorkDispatched, aDispatchedTicket(), { parked: true } as never);

    const [letter] = await intake.query<{ reason: string }>('select reason from dead_letters');
    expect(letter!.reason).toContain('not in the register');
  });
});
