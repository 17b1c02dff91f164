import {
  CallbackMade,
  DeadlineMissed,
  MissTakenBack,
  TicketClosed,
  WorkReclassified,
  WorkOrderChanged,
  WorkSupervised,
} from '@cc/contracts';
import {
  aCallback,
  aMissedDeadline,
  aMissTakenBack,
  hoursAfter,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { anAnsweredTicket, aRoutedTicket, stageOf } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';
import { PROCEDURES } from '../rules.js';
import { A_WEEK, clock, procedures, SILENT, TEN_DAYS } from './silence.fixture.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('puts the work under supervision once per clock, and tells the unit', async () => {
  const complaintId = await aRoutedTicket(routing);
  const clockId = 'telecom-group/limits/accept/1';

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, clockId }), { times: 2 });
  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, clockId }));

  expect(await routing.published(WorkSupervised)).toMatchObject([{ complaintId, clockId }]);
  expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual(['supervised']);
});

it('ends with the miss that was none, and begins again when the clock is missed after all', async () => {
  const complaintId = await aRoutedTicket(routing);
  const [first, later] = ['2026-11-26T10:00:00+08:00', '2026-11-27T10:00:00+08:00'].map((text) => new Date(text));
  const supervised = async () => (await routing.query('select supervised_clocks from tickets'))[0];

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, dueAt: first! }));
  await routing.receives(MissTakenBack, aMissTakenBack({ complaintId, dueAt: first! }), { times: 2 });
  const between = await supervised();
  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, dueAt: later! }));

  expect(between).toEqual({ supervised_clocks: [] });
  expect(await supervised()).toEqual({ supervised_clocks: [aMissedDeadline().clockId] });
  expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual([
    'supervised',
    'supervisionEnded',
    'supervised',
  ]);
});

it('changes nothing where the rule asks for no supervision, or the ticket has ended', async () => {
  const open = await aRoutedTicket(routing);
  const ended = await anAnsweredTicket(routing);
  await routing.receives(CallbackMade, aCallback({ complaintId: ended }));

  await routing.receives(DeadlineMissed, [
    aMissedDeadline({ complaintId: open, effects: [{ effect: 'rightToAppeal' }] }),
    aMissedDeadline({ complaintId: ended }),
  ]);

  expect(await routing.published(WorkSupervised)).toEqual([]);
});

it('is parked when it speaks of no ticket we know', async () => {
  const complaintId = nextComplaintId();

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId }), { times: 2, parked: true });

  expect(await routing.query('select stream, reason from dead_letters')).toMatchObject([
    { stream: complaintId, reason: expect.stringContaining('no ticket') as string },
  ]);
});

describe('under rules by which a miss brings something about', () => {
  const silentMiss = (rule: string, dueAt: Date, event?: string) => ({
    clockId: clock(rule),
    dueAt,
    effects: [],
    why: { rule, basis: 'silence', version: '1', source: 'lines 2' },
    ...(event !== undefined && { happens: [{ event, name: { zh: event, en: event } }] }),
  });
  let silent: ServiceUnderTest;
  beforeEach(async () => {
    silent = await startForTest(RoutingModule, { replace: [{ provide: PROCEDURES, useValue: procedures }] });
  });
  afterEach(() => silent.stop());

  it('ends the ticket by silence, once, and does not open it again when the miss was none', async () => {
    const complaintId = await aRoutedTicket(silent, { bases: SILENT });
    silent.time.set(hoursAfter(TEN_DAYS, 1));
    const miss = aMissedDeadline({ complaintId, ...silentMiss('unanswered', TEN_DAYS, 'ticket.withdrawn') });

    await silent.receives(DeadlineMissed, miss, { times: 2 });
    silent.time.set(hoursAfter(TEN_DAYS, 2));
    await silent.receives(DeadlineMissed, miss);
    const { clockId, dueAt, why } = miss;
    silent.time.set(hoursAfter(TEN_DAYS, 3));
    await silent.receives(MissTakenBack, aMissTakenBack({ complaintId, clockId, dueAt, why }), { times: 2 });

    expect(await silent.published(TicketClosed)).toMatchObject([
      { complaintId, closedAs: 'withdrawn', clockId: clock('unanswered'), why: { basis: 'silence' } },
    ]);
    expect(await stageOf(silent, complaintId)).toBe('withdrawn');
    const kept = await silent.query<{ answer: object }>(
      `select answer from decisions where complaint_id = $1 and kind = 'action' order by decided_at, place`,
      [complaintId],
    );
    expect(kept.map(({ answer }) => answer)).toMatchObject([
      { action: 'withdraw', allowed: true },
      { action: 'withdraw', allowed: false },
      { event: 'ticket.withdrawn', takenBack: true, stands: true },
    ]);
  });

  it('makes a ticket major that has grown old, and tells its unit', async () => {
    const complaintId = await aRoutedTicket(silent, { bases: SILENT });
    silent.time.set(hoursAfter(A_WEEK, 1));

    await silent.receives(DeadlineMissed, aMissedDeadline({ complaintId, ...silentMiss('aged', A_WEEK) }), {
      times: 2,
    });

    expect(await silent.published(WorkReclassified)).toMatchObject([{ complaintId, nature: 'major' }]);
    expect((await silent.told(WorkOrderChanged)).map(({ change, nature }) => [change, nature])).toEqual([
      ['reclassified', 'major'],
    ]);
    expect(await silent.query('select nature from tickets')).toEqual([{ nature: 'major' }]);
  });
});
