import { ComplaintRecorded, DeadlineMissed, DeadlineWarned, TicketAbnormal, WorkDispatched } from '@cc/contracts';
import {
  aDispatchedTicket,
  aMissedDeadline,
  anAbnormalTicket,
  aWarnedDeadline,
  minutesAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import { NotificationModule } from '../src/notification.module.js';
import { aComplaintOf } from './contact.js';

const PHONE = '+8613800138000';
const scope = { division: '44', unit: '440100' };
const desk: TestCaller = { role: 'handler', division: '44', unit: '440100', subject: 'gd-4711' };

interface Message {
  messageId: string;
  template: string;
  seenBy: string | null;
}

let notification: ServiceUnderTest;
beforeEach(async () => {
  notification = await startForTest(NotificationModule);
});
afterEach(() => notification.stop());

const list = async (caller: TestCaller, query: Record<string, string> = {}) => {
  const { body, text } = await notification.as(caller).get('/messages').query(query).expect(200);
  return { ...(body as { items: Message[]; next: string | null }), text };
};
const templates = async (caller: TestCaller, query: Record<string, string> = {}) =>
  (await list(caller, query)).items.map(({ template }) => template);
const see = (caller: TestCaller, messageId: string) => notification.as(caller).post(`/messages/${messageId}/seen`);

/** Guangzhou gets work and is warned; its superior hears of the miss, and the division's centre that it is abnormal. */
async function aTroubledComplaint() {
  const complaint = aComplaintOf(notification, PHONE, { outcome: 'waiting' });
  const { complaintId } = complaint;
  const superior = { effect: 'notify' as const, role: 'supervisor', of: 'superiorUnit' as const };
  await notification.receives(ComplaintRecorded, complaint);
  const minute = (minutes: number) => notification.time.set(minutesAfter(TUESDAY_MORNING, minutes));

  await notification.receives(WorkDispatched, aDispatchedTicket({ complaintId }), { scope, times: 2 });
  minute(1);
  await notification.receives(DeadlineWarned, aWarnedDeadline({ complaintId }), { scope, times: 2 });
  minute(2);
  await notification.receives(DeadlineMissed, aMissedDeadline({ complaintId, effects: [superior] }), { scope });
  minute(3);
  await notification.receives(TicketAbnormal, anAbnormalTicket({ complaintId }), { scope });
  return complaint;
}

it('shows a unit what it was told, the newest first, once however often the event came, and nobody’s number', async () => {
  const { complaintId, number } = await aTroubledComplaint();

  const { items, next, text } = await list(desk);

  expect(items).toMatchObject([
    { template: 'clock-warned', complaintId, role: 'handler', division: '44', unit: '440100', seenAt: null },
    { template: 'unit-work', complaintId, seenBy: null },
  ]);
  expect(next).toBeNull();
  expect(text).toContain(number);
  expect(text).not.toMatch(/13800138000|陈晓明/);
});

it('shows who has no unit all of the division, and who sees all divisions everything', async () => {
  await aTroubledComplaint();
  const all = ['ticket-abnormal', 'clock-missed', 'clock-warned', 'unit-work'];

  expect(await templates({ role: 'supervisor', division: '44' })).toEqual(all);
  expect(await templates({ role: 'supervisor' })).toEqual(all);
  expect(await templates({ role: 'supervisor', division: '44', unit: 'centre' })).toEqual([
    'ticket-abnormal',
    'clock-missed',
  ]);
  expect(await templates({ role: 'supervisor' }, { role: 'handler', unit: '440100' })).toEqual([
    'clock-warned',
    'unit-work',
  ]);
});

it.each<[string, TestCaller]>([
  ['another unit', { role: 'handler', division: '44', unit: '440300' }],
  ['another division', { role: 'handler', division: '43' }],
  ['another organisation', { role: 'handler', organisation: 'northwind' }],
])('shows %s nothing, and lets it mark nothing', async (_, caller) => {
  await aTroubledComplaint();
  const [message] = (await list(desk)).items;

  expect(await templates(caller)).toEqual([]);
  await see(caller, message!.messageId).expect(404);

  expect((await list(desk)).items[0]).toMatchObject({ seenBy: null });
});

it('turns away a role that no desk has', async () => {
  await notification.as({ role: 'callback-agent', division: '44' }).get('/messages').expect(403);
});

it('marks a message as seen by whoever is first, however often', async () => {
  await aTroubledComplaint();
  const [message] = (await list(desk)).items;

  const first = await see(desk, message!.messageId).expect(200);
  notification.time.set(minutesAfter(TUESDAY_MORNING, 9));
  const again = await see({ ...desk, subject: 'gd-0007' }, message!.messageId).expect(200);

  expect(first.body).toMatchObject({ messageId: message!.messageId, seenBy: 'gd-4711' });
  expect(again.body).toEqual(first.body);
  expect(await templates(desk, { seen: 'false' })).toEqual(['unit-work']);
  expect(await templates(desk, { seen: 'true' })).toEqual(['clock-warned']);
});

it('lets an auditor read what a desk was told, and mark none of it as seen', async () => {
  await aTroubledComplaint();
  const auditor: TestCaller = { role: 'auditor', division: '44', unit: '440100' };
  const [message] = (await list(auditor)).items;

  await see(auditor, message!.messageId).expect(403);

  expect(await templates(desk, { seen: 'true' })).toEqual([]);
});

it('has no message to a customer', async () => {
  await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE), { scope });
  const [message] = await notification.query<{ message_id: string }>('select message_id from messages');

  expect(await templates({ role: 'supervisor' })).toEqual([]);
  await see({ role: 'supervisor' }, message!.message_id).expect(404);
});

it('is read page by page, each message once', async () => {
  await aTroubledComplaint();
  const seen: string[] = [];

  let after: string | null = '';
  while (after !== null) {
    const page = await list({ role: 'supervisor' }, { limit: '1', ...(after && { after }) });
    seen.push(...page.items.map(({ template }) => template));
    after = page.next;
  }

  expect(seen).toEqual(['ticket-abnormal', 'clock-missed', 'clock-warned', 'unit-work']);
  const { body } = await notification.as(desk).get('/messages').query({ after: 'x' }).expect(422);
  expect(body.violations).toMatchObject([{ field: '/after', rule: 'cursor' }]);
});
