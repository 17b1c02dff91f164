import {
  DeadlineMissed,
  DeadlineRevised,
  DeadlineWarned,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  MissTakenBack,
  TicketRegistered,
  type ComplaintId,
} from '@cc/contracts';
import {
  aGrantedExtension,
  anAskedExtension,
  aRefusedExtension,
  aRegisteredTicket,
  hoursAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { NoticeDueInstantsOnTick } from '../notice-due-instants/on-tick.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';

const ANSWER = 'telecom-group-2019/D1/1';
const DUE = hoursAfter(TUESDAY_MORNING, 48);
const LATER = hoursAfter(TUESDAY_MORNING, 72);

let sla: ServiceUnderTest;
let complaintId: ComplaintId;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
  const ticket = aRegisteredTicket();
  ({ complaintId } = ticket);
  await sla.receives(TicketRegistered, ticket);
}, 60_000);
afterEach(() => sla.stop());

const at = (hours: number) => {
  const instant = hoursAfter(TUESDAY_MORNING, hours);
  return { occurredAt: instant, recordedAt: instant };
};
const comesTo = async (hours: number) => {
  sla.time.set(hoursAfter(TUESDAY_MORNING, hours));
  await sla.tick(NoticeDueInstantsOnTick);
};
const ofAnswer = <Said extends { clockId: string }>(said: Said[]) => said.filter(({ clockId }) => clockId === ANSWER);
const grants = (hours: number, askedAt = hoursAfter(TUESDAY_MORNING, 1)) =>
  sla.receives(ExtensionGranted, aGrantedExtension({ complaintId, ...at(hours), askedAt, until: LATER }), { times: 2 });

describe('more time for a clock (延期)', () => {
  it('moves it once, however often it is told, and gives the warning again in its new place', async () => {
    await comesTo(37);
    await grants(40);
    await comesTo(53);
    const before = ofAnswer(await sla.published(DeadlineWarned));
    await comesTo(55);

    expect(ofAnswer(await sla.published(DeadlineRevised))).toMatchObject([
      { before: DUE, after: LATER, because: 'extension.granted' },
    ]);
    expect(before.map(({ warnAt }) => warnAt)).toEqual([hoursAfter(TUESDAY_MORNING, 36)]);
    // 75 % of 72 hours.
    expect(ofAnswer(await sla.published(DeadlineWarned)).map(({ warnAt }) => warnAt)).toEqual([
      hoursAfter(TUESDAY_MORNING, 36),
      hoursAfter(TUESDAY_MORNING, 54),
    ]);
    expect(ofAnswer(await sla.published(DeadlineMissed))).toEqual([]);
  });

  it('is missed at the new instant where nobody answers by then', async () => {
    await grants(40);
    await comesTo(73);

    expect(ofAnswer(await sla.published(DeadlineMissed))).toMatchObject([{ dueAt: LATER }]);
  });

  it('takes back the miss of a clock for which it was asked in time and granted too late', async () => {
    await comesTo(49);
    await grants(50);

    expect(ofAnswer(await sla.published(DeadlineMissed))).toMatchObject([{ dueAt: DUE }]);
    expect(ofAnswer(await sla.published(MissTakenBack))).toMatchObject([{ dueAt: DUE }]);
    expect(ofAnswer(await sla.published(DeadlineRevised))).toMatchObject([{ before: DUE, after: LATER }]);
  });

  it('is the same when it comes before the registration', async () => {
    const early = aRegisteredTicket();
    const granted = aGrantedExtension({
      complaintId: early.complaintId,
      ...at(50),
      askedAt: hoursAfter(TUESDAY_MORNING, 1),
    });
    sla.time.set(hoursAfter(TUESDAY_MORNING, 51));

    await sla.receives(ExtensionGranted, granted, { times: 2 });
    await sla.receives(TicketRegistered, early, { times: 2 });

    const due = await sla.query('select due_at from clocks where complaint_id = $1 and clock_id = $2', [
      early.complaintId,
      ANSWER,
    ]);
    expect(due).toEqual([{ due_at: LATER }]);
    expect(ofAnswer(await sla.published(DeadlineMissed))).toEqual([]);
  });

  it('that is only asked for, or refused, moves nothing', async () => {
    await sla.receives(ExtensionRequested, anAskedExtension({ complaintId, ...at(1) }), { times: 2 });
    await sla.receives(ExtensionRefused, aRefusedExtension({ complaintId, ...at(2) }), { times: 2 });
    await comesTo(49);

    expect(await sla.published(DeadlineRevised)).toEqual([]);
    expect(ofAnswer(await sla.published(DeadlineMissed))).toMatchObject([{ dueAt: DUE }]);
  });
});
