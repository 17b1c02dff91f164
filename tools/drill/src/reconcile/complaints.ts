import { FACTS, topics } from '@cc/contracts';
import type { Finding } from '../finding.js';
import type { Made } from '../load/callback-agents.js';
import type { LogRecord } from '../observe/log-record.js';

/** What an outcome promises to stand in the journal under the complaint of its item. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  ticket: ['complaint.recorded.v1', 'ticket.registered.v1', 'work.dispatched.v1'],
  settled: ['complaint.recorded.v1'],
  urge: ['urge.requested.v1', 'request.answered.v1'],
  supplement: ['supplement.requested.v1', 'request.answered.v1'],
  withdrawn: ['withdrawal.requested.v1', 'request.answered.v1'],
};

interface Item {
  outcome: string;
  complaintId: string | null;
}

/**
 * What receipts promise has happened; each dispatch is a work order on its division's own topic, and nobody else's; each
 * request has its answer; each call that was acknowledged is a fact.
 */
export function checkComplaints(first: readonly LogRecord[], calls: readonly Made[]): Finding[] {
  const facts = first.filter(({ topic }) => topic === FACTS);
  const types = new Map<string, Set<string>>();
  for (const { key, type } of facts) types.set(key!, (types.get(key!) ?? new Set()).add(type));
  return [
    ...first.filter(({ type }) => type === 'submission.receipt.v1').flatMap((receipt) => promises(receipt, types)),
    ...workOrders(first),
    ...requests(facts),
    ...callbacks(facts, calls),
  ];
}

function promises({ key, data }: LogRecord, types: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  return (data.items as Item[]).flatMap(({ outcome, complaintId }) => {
    const promised = PROMISED[outcome] ?? [];
    const has = types.get(String(complaintId)) ?? new Set();
    return promised
      .filter((type) => !has.has(type))
      .map((type): Finding => ({
        fault: 'lost',
        id: `complaint ${complaintId} of submission ${key}`,
        expected: `${type}: its receipt says ${outcome}`,
        seen: [...has].join(', ') || 'no fact at all',
      }));
  });
}

/** A division has what stands in its topic, whatever a header says: others may not read there. */
function workOrders(first: readonly LogRecord[]): Finding[] {
  const of = (type: string, divisionOf: (record: LogRecord) => string | null) =>
    new Map(
      first
        .filter((record) => record.type === type)
        .map((record) => [
          `${record.key} dispatch ${String(record.data.dispatchNo)} to division ${divisionOf(record)}`,
          record,
        ]),
    );
  const topicsDivision = ({ topic }: LogRecord) => topic.slice(topics.work('').length);
  const dispatched = of('work.dispatched.v1', ({ division }) => division);
  const orders = of('work.order.v1', topicsDivision);
  const without = (some: ReadonlyMap<string, LogRecord>, others: ReadonlyMap<string, LogRecord>) =>
    [...some].filter(([id]) => !others.has(id));
  return [
    ...without(dispatched, orders).map(([id]): Finding => ({
      fault: 'lost',
      id: `complaint ${id}`,
      expected: 'a work order',
      seen: 'none',
    })),
    ...without(orders, dispatched).map(([id, { topic, offset }]): Finding => ({
      fault: 'doubled',
      id: `complaint ${id}`,
      expected: 'no work order: it was not dispatched there',
      seen: `one in ${topic}, offset ${offset}`,
    })),
    ...[...orders]
      .filter(([, order]) => order.division !== topicsDivision(order))
      .map(([id, order]): Finding => ({
        fault: 'doubled',
        id: `complaint ${id}`,
        expected: `division ${topicsDivision(order)} in its header, as in its topic`,
        seen: `${order.division} (${order.topic}, offset ${order.offset})`,
      })),
  ];
}

function requests(facts: readonly LogRecord[]): Finding[] {
  const answered = new Set(
    facts.filter(({ type }) => type === 'request.answered.v1').map(({ data }) => String(data.requestId)),
  );
  return facts
    .filter(({ type, data }) => type.endsWith('.requested.v1') && !answered.has(String(data.requestId)))
    .map(({ key, type, data }): Finding => ({
      fault: 'unanswered',
      id: `complaint ${key}, request ${String(data.requestId)}`,
      expected: `an answer to ${type}`,
      seen: 'none',
    }));
}

function callbacks(facts: readonly LogRecord[], calls: readonly Made[]): Finding[] {
  const made = Map.groupBy(
    facts.filter(({ type }) => type === 'callback.made.v1'),
    ({ key }) => key!,
  );
  const told = Map.groupBy(calls, ({ complaintId }) => complaintId);
  return [...new Set([...made.keys(), ...told.keys()])].flatMap((complaint): Finding[] => {
    const seen = (made.get(complaint) ?? []).map(({ data }) => String(data.outcome));
    const expected = (told.get(complaint) ?? []).map(({ outcome }) => outcome);
    const finding = (fault: Finding['fault']): Finding => ({
      fault,
      id: `complaint ${complaint}, calls to its customer`,
      expected: expected.join(', '),
      seen: seen.join(', '),
    });
    const found = [
      ...without(expected, seen).map(() => finding('lost')),
      ...without(seen, expected).map(() => finding('doubled')),
    ];
    const inOrder = expected.every((outcome, nth) => outcome === seen[nth]);
    return found.length > 0 || inOrder ? found : [finding('reordered')];
  });
}

/** Those of the first that have no partner in the second. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
