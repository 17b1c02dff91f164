import {
  ComplaintRecorded,
  TicketRegistered,
  topics,
  WorkActionAnswered,
  type ComplaintId,
  type DataOf,
  type SealedText,
  type WorkAction,
  type WorkActionSubmitted,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aRecordedComplaint, nextComplaintId, nextId, type RawRecord, type ServiceUnderTest } from '@cc/testing';
import { aRegistration, basesOf } from './rules.fixture.js';

export const aCustomer = { name: '王小明', phone: '+8613800138000', businessNumber: '02088881234' };
export const aText = { problem: '宽带断网三天', demand: '尽快恢复并减免费用' };

export const aSlip = {
  findings: '光缆被施工挖断',
  measures: '已抢修',
  answerToCustomer: '线路已恢复',
  verification: 'true' as const,
  responsibility: 'third-party' as const,
  resolved: true,
};

/** The trace that began with the submission. */
export const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** The two events with which every ticket comes to routing; by default a Guangzhou network fault. */
export async function aRoutedTicket(
  routing: ServiceUnderTest,
  over: Partial<DataOf<typeof TicketRegistered>> = {},
): Promise<ComplaintId> {
  const [complaintId] = await routedTickets(routing, [over]);
  return complaintId!;
}

export async function routedTickets(
  routing: ServiceUnderTest,
  overs: Partial<DataOf<typeof TicketRegistered>>[],
): Promise<ComplaintId[]> {
  const registered = overs.map((over) => aRegistration({ complaintId: nextComplaintId(), ...over }));
  await routing.receives(
    ComplaintRecorded,
    registered.map(({ complaintId, number, channelLevel }) => ({
      ...aRecordedComplaint({ complaintId, number, channelLevel, bases: basesOf(channelLevel) }),
      ...sealedFor(routing, complaintId),
    })),
  );
  await routing.receives(TicketRegistered, registered, { traceparent: TRACE });
  return registered.map(({ complaintId }) => complaintId);
}

export function sealedFor(routing: ServiceUnderTest, complaintId: ComplaintId, text: SealedText = aText) {
  const sealing = routing.get(Sealing);
  return { customer: sealing.seal(aCustomer, complaintId), text: sealing.seal(text, complaintId) };
}

/** What a branch's handler does, as the body on the topic and by REST. */
export const anAction = (
  routing: ServiceUnderTest,
  complaintId: ComplaintId,
  action: WorkAction,
  over: Partial<WorkActionSubmitted> = {},
): WorkActionSubmitted => ({
  actionId: nextId('action'),
  complaintId,
  by: { role: 'handler', id: 'gd-4711' },
  at: routing.time.now(),
  do: action,
  ...over,
});

/** The record that a branch's system would write. */
export const asRecord = (value: RawRecord['value'], key: string | null, division = '44'): RawRecord => ({
  key,
  value,
  headers: {
    ce_id: nextId('record'),
    ce_type: 'work.action.v1',
    ce_source: division,
    ce_specversion: '1.0',
    'content-type': 'application/json',
  },
});

/** Sends actions on the division's topic, in one batch, and answers what the division was told about them. */
export async function acts(
  routing: ServiceUnderTest,
  actions: WorkActionSubmitted | WorkActionSubmitted[],
  division = '44',
): Promise<DataOf<typeof WorkActionAnswered>[]> {
  const before = (await answersTo(routing, division)).length;
  const records = [actions].flat().map((action) => asRecord({ ...action }, action.complaintId, division));
  await routing.receivesRaw(topics.workActions(division), records);
  return (await answersTo(routing, division)).slice(before);
}

async function answersTo(routing: ServiceUnderTest, division: string) {
  const sent = await routing.sent();
  return sent
    .filter(({ type, topic }) => type === WorkActionAnswered.type && topic === topics.work(division))
    .map(({ data }) => data as DataOf<typeof WorkActionAnswered>);
}

/** Accepted and replied to: the customer is answered and owed a callback. */
export async function anAnsweredTicket(routing: ServiceUnderTest): Promise<ComplaintId> {
  const complaintId = await aRoutedTicket(routing);
  await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
  await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
  return complaintId;
}

/** An appeal that the centre passed on to the province: the province's slip waits for the centre's audit. */
export async function aSlipToAudit(routing: ServiceUnderTest): Promise<ComplaintId> {
  const complaintId = await aRoutedTicket(routing, { channelLevel: 'appeal' });
  const to = { division: '44', unit: '440100' };
  const passOn = anAction(routing, complaintId, { action: 'transfer', to, reasonCode: 'province-answers' });
  await acts(routing, passOn, 'g1');
  await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
  await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
  return complaintId;
}

export const auditOf = (routing: ServiceUnderTest, complaintId: ComplaintId, id: string) =>
  anAction(routing, complaintId, { action: 'approveReply' }, { by: { role: 'auditor', id } });

export async function stageOf(routing: ServiceUnderTest, complaintId: ComplaintId): Promise<string | undefined> {
  const [row] = await routing.query<{ stage: string }>('select stage from tickets where complaint_id = $1', [
    complaintId,
  ]);
  return row?.stage;
}
