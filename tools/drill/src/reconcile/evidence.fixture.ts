import { deriveId, FACTS, topics } from '@cc/contracts';
import type { Step } from '@cc/generator';
import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';
import type { Stored } from '../observe/stored.js';
import { reconcile, type Evidence } from './reconcile.js';
import type { StoredTicket } from './tickets.js';

type Published = Pick<LogRecord, 'type' | 'key' | 'data'> & Partial<LogRecord> & { publisher: string };

/** Writes a log as the platform does: positions by publisher and partition, offsets by partition. */
export class Journal {
  readonly records: LogRecord[] = [];
  private readonly positions = new Map<string, number>();
  private ids = 0;

  publish({ topic = FACTS, publisher, ...rest }: Published): LogRecord {
    const stream = `${publisher} ${topic}`;
    const position = (this.positions.get(stream) ?? 0) + 1;
    this.positions.set(stream, position);
    return this.append({ topic, publisher, position, id: `e${++this.ids}`, ...rest });
  }

  push(topic: string, key: string, push: number): LogRecord {
    return this.append({ topic, key, push, type: 'pushed', id: key });
  }

  append(record: Partial<LogRecord> & Pick<LogRecord, 'topic' | 'type'>): LogRecord {
    const appended = {
      partition: 0,
      key: null,
      id: '',
      publisher: null,
      position: null,
      division: null,
      push: null,
      data: {},
      ...record,
      offset: this.records.filter(({ topic }) => topic === record.topic).length,
    };
    this.records.push(appended);
    return appended;
  }
}

export const SOURCE = 'cc-43';
export const COMPLAINT = 'c1';

export function aStep(over: Partial<Step> = {}): Step {
  return {
    at: new Date('2026-03-02T01:00:00Z'),
    source: SOURCE,
    sourceId: 's1',
    topic: topics.submissions(SOURCE),
    record: { key: Buffer.of(), value: Buffer.of(), headers: {} },
    shows: 'complaint',
    expected: { answer: 'receipt', items: [{ outcomes: ['ticket'] }], violations: [] },
    ...over,
  };
}

export const aReceipt = (sourceId: string, outcome: string, complaintId: string | null = COMPLAINT): Published => ({
  topic: topics.receipts(SOURCE),
  publisher: 'intake',
  type: 'submission.receipt.v1',
  key: sourceId,
  data: { source: SOURCE, sourceId, items: [{ outcome, complaintId }] },
});

export const aFact = (publisher: string, type: string, data: LogRecord['data'] = {}): Published => ({
  publisher,
  type,
  key: COMPLAINT,
  division: '43',
  data: { complaintId: COMPLAINT, ...data },
});

export const CLOCK = 'telecom-group/answer/1';
const PROMISED = '2026-03-09T10:00:00.000Z';
/** The messages that a complaint from its record to its archive brings, by their ids. */
export const MESSAGES = {
  m1: 'customer-recorded',
  m2: 'unit-work',
  m3: 'customer-answered',
  m4: 'customer-closed',
} as const;

/** A complaint, an urge, an accepted work order, an answer and a call, as they must be. */
export function aSoundDrill(): { journal: Journal; evidence: Evidence } {
  const journal = new Journal();
  const submissions = new Map([
    [0, aStep()],
    [
      1,
      aStep({
        sourceId: 's2',
        expected: { answer: 'receipt', items: [{ outcomes: ['urge', 'ticket'] }], violations: [] },
      }),
    ],
  ]);
  const actions = new Map([[2, { actionId: 'a1', division: '43', complaintId: COMPLAINT }]]);
  const order = { workOrderId: 'w1', dispatchNo: 1 };

  journal.push(topics.submissions(SOURCE), 's1', 0);
  journal.push(topics.submissions(SOURCE), 's2', 1);
  journal.publish(aFact('intake', 'complaint.recorded.v1', { outcome: 'ticket' }));
  journal.publish(aFact('intake', 'ticket.registered.v1', { answerBy: PROMISED }));
  journal.publish(aReceipt('s1', 'ticket'));
  journal.publish(aFact('routing', 'work.dispatched.v1', order));
  journal.publish({ ...aFact('routing', 'work.order.v1', order), topic: topics.work('43') });
  journal.publish(aFact('intake', 'urge.requested.v1', { requestId: 'r1' }));
  journal.publish(aReceipt('s2', 'urge'));
  journal.publish(aFact('routing', 'request.answered.v1', { requestId: 'r1', kind: 'urge', result: 'accepted' }));
  journal.push(topics.workActions('43'), 'a1', 2);
  journal.publish(aFact('routing', 'work.accepted.v1', { workOrderId: 'w1' }));
  journal.publish({
    ...aFact('routing', 'work.action-answered.v1', { actionId: 'a1', result: 'done' }),
    topic: topics.work('43'),
  });
  const answered = aFact('routing', 'ticket.answered.v1', { workOrderId: 'w1', callback: { owed: true } });
  const { id: answer } = journal.publish(answered);
  journal.publish(aFact('notification', 'callback.made.v1', { outcome: 'satisfied' }));
  journal.publish(aFact('routing', 'ticket.closed.v1', { closedAs: 'satisfied', onTime: true }));
  journal.publish(aFact('sla-monitor', 'deadline.armed.v1', { clockId: CLOCK, dueAt: PROMISED }));
  journal.publish(aFact('sla-monitor', 'deadline.met.v1', { clockId: CLOCK }));
  for (const messageId of Object.keys(MESSAGES)) {
    journal.publish(aFact('notification', 'message.handed-over.v1', { messageId }));
  }

  return { journal, evidence: evidenceOf(journal, { submissions, actions }, answer) };
}

const SAYS: Readonly<Record<string, StoredTicket['says']>> = {
  intake: { state: 'closed', closed: true, division: '43', urges: 1, reopened: 0, missed: 0 },
  routing: { state: 'closed', closed: true, division: '43', dispatches: 1, returns: 0, urges: 1, reopened: 0 },
  'sla-monitor': { closed: true, division: '43', dispatches: 1, returns: 0, urges: 1 },
  reporting: { holder: null },
};

/** The callback that an answer owes, by its id. */
export const callbackOf = (answer: string) => deriveId(answer, 'callback');

function storedAfter(answer: string): Stored {
  const callbackId = callbackOf(answer);
  return {
    records: ['intake', 'notification', 'reporting'].map((service) => ({ service, complaintId: COMPLAINT })),
    tickets: Object.entries(SAYS).map(([service, says]) => ({ service, complaintId: COMPLAINT, says })),
    clocks: [{ complaintId: COMPLAINT, clockId: CLOCK, state: 'met', missed: false }],
    messages: Object.entries(MESSAGES).map(([messageId, template]) => ({
      messageId,
      complaintId: COMPLAINT,
      template,
      state: 'handedOver',
      captured: 1,
    })),
    callbacks: [{ callbackId, state: 'done' }],
    attempts: [{ complaintId: COMPLAINT, attemptId: 'call-1', callbackId, effect: 'close' }],
  };
}

/** What services keep, where everything is as the log says. */
function evidenceOf(journal: Journal, done: Pick<Evidence, 'submissions' | 'actions'>, answer: string): Evidence {
  const { records } = journal;
  const heads = new Map<string, Evidence['heads'][number]>();
  for (const { publisher, position, topic, partition } of records) {
    if (publisher !== null)
      heads.set(`${publisher} ${topic}`, { service: publisher, topic, partition, position: position! });
  }
  return {
    ...done,
    calls: [{ complaintId: COMPLAINT, attemptId: 'call-1', outcome: 'satisfied' }],
    log: records,
    readBefore: new Map([[`${FACTS}/0`, records.filter(({ topic }) => topic === FACTS).map(({ id }) => id)]]),
    heads: [...heads.values()],
    letters: [],
    archived: records.filter(({ topic }) => topic === FACTS).map(({ id }) => ({ id, stream: COMPLAINT })),
    stored: storedAfter(answer),
    report: [
      {
        division: '43',
        recorded: 1,
        tickets: 1,
        dispatched: 1,
        answered: 1,
        closed: 1,
        on_time: 1,
        urges: 1,
        satisfied: 1,
      },
    ],
  };
}

/** The findings where a sound drill is otherwise in this. */
export function findingsWhere(
  change: (sound: { journal: Journal; evidence: Evidence }) => Partial<Evidence>,
): Finding[] {
  const sound = aSoundDrill();
  return reconcile({ ...sound.evidence, ...change(sound) }).findings;
}

export const brief = (findings: readonly Finding[]) => findings.map(({ fault, id }) => `${fault}: ${id}`);
export const ofType = (type: string) => (record: LogRecord) => record.type === type;

/** Calls that were made and are on record, whatever the journal says of them. */
export const withCalls = ({ stored }: Evidence, calls: Evidence['calls']): Pick<Evidence, 'calls' | 'stored'> => ({
  calls,
  stored: { ...stored, attempts: calls.map((call) => ({ ...stored.attempts[0]!, ...call })) },
});

export const headsAt = ({ heads }: Evidence, topic: string, position: number, service?: string) =>
  heads.map((head) =>
    head.topic === topic && (service === undefined || head.service === service) ? { ...head, position } : head,
  );

export const archivedOf = ({ records }: Journal) =>
  [...new Set(records.filter(({ topic }) => topic === FACTS).map(({ id }) => id))].map((id) => ({
    id,
    stream: COMPLAINT,
  }));
