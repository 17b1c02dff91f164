import {
  CaseOpened,
  ComplaintRecorded,
  DeadlineArmed,
  DeadlineMissed,
  TicketAbnormal,
  TicketClosed,
  TicketRegistered,
  WorkDispatched,
  type CaseId,
  type ComplaintId,
  type DataOf,
  type EventDefinition,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMissedDeadline,
  anAbnormalTicket,
  anArmedDeadline,
  anOpenedCase,
  aReason,
  aRecordedComplaint,
  aRegisteredTicket,
  hoursAfter,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';

/** Complaints of each province in this November; about one for every three million people. */
const RECORDED: Record<string, number> = {
  '11': 9, '12': 5, '13': 21, '14': 10, '15': 7, '21': 13, '22': 7, '23': 9, '31': 10, '32': 25, '33': 20, '34': 18,
  '35': 12, '36': 13, '37': 30, '41': 29, '42': 17, '43': 20, '44': 39, '45': 15, '46': 3, '50': 10, '51': 25,
  '52': 11, '53': 14, '54': 1, '61': 12, '62': 7, '63': 2, '64': 2, '65': 8, g1: 6, 'p-cloud': 2,
}; // prettier-ignore

const CLASSES = [['network', 'broadband', 'outage'], ['network', 'mobile'], ['billing'], ['service'], ['business']];

/** Of so many tickets one is still open, late, abnormal. */
const OPEN = 5;
const LATE = 23;
const ABNORMAL = 37;

const limit = aReason({ rule: 'answer', basis: 'telecom-group/limits', version: '2026', source: 'ours' });
const law = aReason({
  rule: 'D1',
  basis: 'telecom-user-appeal-regulation',
  version: '2016',
  source: '电信用户申诉处理办法, 第八条, lines 35-37',
});

/** A month of a group as facts, the same at every run: most complaints are closed, some tickets are late, some abnormal. */
export async function aBusyNovember(reporting: ServiceUnderTest): Promise<void> {
  let no = 0;
  const all = Object.entries(RECORDED).map(([division, count]) => ({
    scope: { division, unit: null },
    complaints: Array.from({ length: count }, () => complaintNo(++no)),
  }));
  /** One kind of fact about all complaints that it fits, in every division. */
  const happens = <D extends EventDefinition>(definition: D, of: (one: One) => DataOf<D> | null) =>
    Promise.all(
      all.map(async ({ scope, complaints }) => {
        const data = complaints.flatMap((one) => of(one) ?? []) as DataOf<D>[];
        if (data.length > 0) await reporting.receives(definition, data, { scope });
      }),
    );

  await happens(ComplaintRecorded, ({ complaintId, number, category, recordedAt }) =>
    aRecordedComplaint({ complaintId, number, category, recordedAt, channel: 'hotline' }),
  );
  await happens(TicketRegistered, ({ complaintId, number }) => aRegisteredTicket({ complaintId, number }));
  await happens(WorkDispatched, ({ complaintId }) => aDispatchedTicket({ complaintId }));
  await happens(DeadlineArmed, ({ complaintId }) => anArmedDeadline({ complaintId }));
  await happens(DeadlineMissed, (one) => (one.late ? missed(one) : null));
  await happens(TicketAbnormal, (one) => (one.abnormal ? abnormal(one) : null));
  await reporting.receives(CaseOpened, anOpenedCase({ size: 12, caseId: CASE }));
  await happens(TicketClosed, ({ complaintId, open }) => (open ? null : aClosedTicket({ complaintId })));
}

function complaintNo(no: number) {
  const late = no % LATE === 7;
  const abnormal = no % ABNORMAL === 11;
  const recordedAt = hoursAfter(TUESDAY_MORNING, -((no * 7) % 480));
  return {
    complaintId: idOf(no),
    number: `TS20261124${String(no).padStart(6, '0')}`,
    category: CLASSES[no % CLASSES.length]!,
    recordedAt,
    late,
    abnormal,
    open: late || abnormal || no % OPEN === 0,
  };
}

type One = ReturnType<typeof complaintNo>;

const missed = ({ complaintId, recordedAt }: One) => {
  const [days, why, name] =
    recordedAt.getTime() % 2 === 0
      ? ([2, limit, { zh: '答复客户（2 个工作日）', en: 'Answer to the customer (2 working days)' }] as const)
      : ([15, law, { zh: '答复用户（15 日）', en: 'Answer to the user (15 days)' }] as const);
  return aMissedDeadline({ complaintId, dueAt: hoursAfter(recordedAt, days * 24), why, name });
};

const abnormal = ({ complaintId, late }: One) =>
  anAbnormalTicket({
    complaintId,
    kind: late ? 'overdue' : 'urgedThreeTimes',
    why: aReason({ rule: 'abnormal', basis: 'telecom-group/monitoring', version: '2026' }),
  });

const CASE = '0b7e5a10-0000-5000-9000-000000000001' as CaseId;

const idOf = (no: number) => `0b7e5a10-0000-5000-8000-${String(no).padStart(12, '0')}` as ComplaintId;
