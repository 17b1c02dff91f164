import {
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  WithdrawalRequested,
  WorkOrderChanged,
  type ComplaintId,
  type WorkAction,
} from '@cc/contracts';
import { aWithdrawal, hoursAfter, startForTest, type ServiceUnderTest, type TestCaller } from '@cc/testing';
import { DataSource } from 'typeorm';
import { AskForMoreTime0000000000008 } from '../migrations/0008-ask-for-more-time.js';
import { KeepWhatTheCustomerSaid0000000000010 } from '../migrations/0010-keep-what-the-customer-said.js';
import { acts, anAction, aRoutedTicket } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
}, 60_000);
afterEach(() => routing.stop());

const ANSWER = 'telecom-group-2019/D1/1';
const supervisor: TestCaller = { role: 'supervisor', division: '44', subject: 'gd-0001' };

const request = (): WorkAction => ({
  action: 'requestExtension',
  clock: ANSWER,
  until: hoursAfter(routing.time.now(), 72),
  reasonCode: 'parts-on-order',
  text: '光模块在途',
});

async function askedTicket(): Promise<ComplaintId> {
  const complaintId = await aRoutedTicket(routing);
  await acts(routing, anAction(routing, complaintId, request()));
  return complaintId;
}

const decides = (complaintId: ComplaintId, action: WorkAction, caller = supervisor, actionId = 'decided-1') =>
  routing
    .as(caller)
    .post(`/work-orders/${complaintId}/actions`)
    .send(anAction(routing, complaintId, action, { actionId, by: { role: 'supervisor', id: caller.subject! } }));

const grant = (): WorkAction => {
  const { clock, until, reasonCode } = request() as Extract<WorkAction, { action: 'requestExtension' }>;
  return { action: 'grantExtension', clock, until, reasonCode };
};

const queue = async (filter: string, caller: TestCaller = supervisor) => {
  const { body } = await routing.as(caller).get(`/work-orders?${filter}`).expect(200);
  return (body as unknown as { items: { complaintId: string; dueAt: string; extensionAsked: object | null }[] }).items;
};

it('is asked for by topic, found in the queue of who decides, granted by REST, and moves the place in the queue', async () => {
  const other = await aRoutedTicket(routing);
  const complaintId = await askedTicket();

  const waiting = await queue('extensionAsked=true');
  const { status, body } = await decides(complaintId, grant());

  expect(waiting).toMatchObject([
    { complaintId, extensionAsked: { clock: ANSWER, by: { id: 'gd-4711' }, reasonCode: 'parts-on-order' } },
  ]);
  expect({ status, ...body }).toMatchObject({ status: 200, result: 'done', why: { rule: 'extension-consented' } });
  expect(await queue('extensionAsked=true')).toEqual([]);
  expect((await queue('extensionAsked=false')).map((item) => item.complaintId).sort()).toEqual(
    [complaintId, other].sort(),
  );
  const { body: shown } = await routing.as(supervisor).get(`/work-orders/${complaintId}`).expect(200);
  expect((shown as unknown as { due: object[] }).due).toContainEqual(
    expect.objectContaining({ clock: ANSWER, dueAt: hoursAfter(routing.time.now(), 72).toISOString() }),
  );
  expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual([
    'moreTimeAsked',
    'moreTimeGranted',
  ]);
});

it('is asked for and granted once, however often and whichever way it comes', async () => {
  const complaintId = await aRoutedTicket(routing);
  const asking = anAction(routing, complaintId, request());

  await acts(routing, [asking]);
  const [again] = await acts(routing, [asking]);
  const byRest = await routing
    .as({ role: 'handler', division: '44', subject: 'gd-4711' })
    .post(`/work-orders/${complaintId}/actions`)
    .send(asking);
  const decided = await Promise.all([decides(complaintId, grant()), decides(complaintId, grant())]);

  expect([again, byRest.body]).toMatchObject([{ result: 'duplicate' }, { result: 'duplicate' }]);
  expect(decided.map(({ body }) => (body as unknown as { result: string }).result).sort()).toEqual([
    'done',
    'duplicate',
  ]);
  expect(await routing.published(ExtensionRequested)).toHaveLength(1);
  expect(await routing.published(ExtensionGranted)).toMatchObject([{ complaintId, clockId: ANSWER }]);
});

it('is granted or refused, and not both, by two people at the same moment', async () => {
  const complaintId = await askedTicket();
  const refusal: WorkAction = { action: 'refuseExtension', clock: ANSWER, reasonCode: 'can-be-done' };

  const answers = await Promise.all([
    decides(complaintId, grant(), supervisor, 'one'),
    decides(complaintId, refusal, { role: 'supervisor', subject: 'headquarters' }, 'other'),
  ]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const said = [await routing.published(ExtensionGranted), await routing.published(ExtensionRefused)];
  expect(said.flat()).toHaveLength(1);
});

it('shows who may decide why it was asked for, with a trace, and nobody else', async () => {
  const complaintId = await askedTicket();
  const textFor = async (caller: TestCaller) => {
    const { body } = await routing.as(caller).get(`/work-orders/${complaintId}`).expect(200);
    return (body as unknown as { extensionAsked: { text: string | null } }).extensionAsked.text;
  };
  const refusal: WorkAction = { action: 'refuseExtension', clock: ANSWER, reasonCode: 'can-be-done' };
  const traces = () => routing.query('select subject, reason from disclosures');

  const ofUnit = await textFor({ ...supervisor, unit: '440100', subject: 'gz-0001' });
  const ofViewer = await textFor({ role: 'viewer', division: '44' });
  const untraced = await traces();
  const ofProvince = await textFor(supervisor);
  await decides(complaintId, refusal);
  const { text: _, ...again } = request() as Extract<WorkAction, { action: 'requestExtension' }>;
  await acts(routing, anAction(routing, complaintId, again));

  expect([ofUnit, ofViewer, untraced]).toEqual([null, null, []]);
  expect(ofProvince).toBe('光模块在途');
  expect(await textFor(supervisor)).toBeNull();
  expect(await traces()).toEqual([{ subject: 'gd-0001', reason: 'more time' }]);
});

it('is not decided by another province, and nobody there hears of it', async () => {
  const complaintId = await askedTicket();
  const hunan: TestCaller = { role: 'supervisor', division: '43', subject: 'hn-0001' };

  expect((await decides(complaintId, grant(), hunan)).status).toBe(404);
  expect(await queue('extensionAsked=true', hunan)).toEqual([]);
});

it('lapses with the complaint, and what was written about it stays sealed', async () => {
  const complaintId = await askedTicket();

  await routing.receives(WithdrawalRequested, aWithdrawal({ complaintId }), { times: 2 });

  expect(await routing.published(ExtensionRefused)).toMatchObject([{ by: null, reasonCode: 'clock-ended' }]);
  expect(await routing.query('select extension_asked from tickets')).toEqual([{ extension_asked: null }]);
  const kept = await routing.query<{ text: string }>(`select text from sealed_contents where kind = 'extension'`);
  expect(kept).toHaveLength(1);
  expect(kept[0]!.text).not.toContain('光模块');
});

it('finds tickets of before as they were, with nothing asked for, also where its tables were half made', async () => {
  const complaintId = await aRoutedTicket(routing);
  const runner = routing.get(DataSource).createQueryRunner();
  const migrations = [new AskForMoreTime0000000000008(), new KeepWhatTheCustomerSaid0000000000010()];
  for (const migration of migrations.toReversed()) await migration.down(runner);

  for (const migration of [...migrations, ...migrations]) await migration.up(runner);
  await runner.release();

  expect(await routing.query('select complaint_id, extension_asked from tickets')).toEqual([
    { complaint_id: complaintId, extension_asked: null },
  ]);
  const kinds = `select convalidated as "isValid" from pg_constraint where conname = 'sealed_contents_kind'`;
  expect(await routing.query(kinds)).toEqual([{ isValid: true }]);
  expect((await acts(routing, anAction(routing, complaintId, request())))[0]).toMatchObject({ result: 'done' });
});
