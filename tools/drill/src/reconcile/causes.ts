import { CASES } from '@cc/contracts';
import type { Finding } from '../finding.js';
import type { KeptField, LogRecord } from '../observe/log-record.js';

interface Cause {
  /** Any of these must stand before it in the same complaint. */
  of: readonly string[];
  /** And hold the same here. */
  same?: KeptField;
}

const ofWork: Cause = { of: ['work.dispatched.v1'], same: 'workOrderId' };
const ofClock: Cause = { of: ['deadline.armed.v1'], same: 'clockId' };
const ofRequest: Cause = {
  of: ['urge.requested.v1', 'supplement.requested.v1', 'withdrawal.requested.v1'],
  same: 'requestId',
};

/** What must have happened before: of several services, so that their order in the journal is what is looked at. */
const CAUSES: Readonly<Record<string, Cause>> = {
  'ticket.registered.v1': { of: ['complaint.recorded.v1'] },
  'work.dispatched.v1': { of: ['ticket.registered.v1'] },
  'work.accepted.v1': ofWork,
  'work.returned.v1': ofWork,
  'work.transferred.v1': ofWork,
  'work.replied.v1': ofWork,
  'work.paused.v1': ofWork,
  'work.resumed.v1': { of: ['work.paused.v1'], same: 'workOrderId' },
  'work.reply-approved.v1': { of: ['work.replied.v1'], same: 'workOrderId' },
  'work.reply-refused.v1': { of: ['work.replied.v1'], same: 'workOrderId' },
  'extension.requested.v1': ofWork,
  'extension.granted.v1': { of: ['extension.requested.v1'], same: 'clockId' },
  'extension.refused.v1': { of: ['extension.requested.v1'], same: 'clockId' },
  'ticket.answered.v1': { of: ['work.dispatched.v1'] },
  'callback.made.v1': { of: ['ticket.answered.v1'] },
  'ticket.reopened.v1': { of: ['callback.made.v1'] },
  'ticket.closed.v1': { of: ['ticket.registered.v1'] },
  'request.answered.v1': ofRequest,
  'deadline.armed.v1': { of: ['ticket.registered.v1'] },
  'deadline.paused.v1': ofClock,
  'deadline.resumed.v1': ofClock,
  'deadline.revised.v1': ofClock,
  'deadline.warned.v1': ofClock,
  'deadline.missed.v1': ofClock,
  'deadline.met.v1': ofClock,
  'deadline.cancelled.v1': ofClock,
  'message.handed-over.v1': { of: ['complaint.recorded.v1'] },
  'case.recounted.v1': { of: ['case.opened.v1'] },
  'case.confirmed.v1': { of: ['case.opened.v1'] },
  'case.withdrawn.v1': { of: ['case.opened.v1'] },
};

/** What happens to a complaint or a case no more than once, or once for each of these. */
const ONCE: Readonly<Record<string, readonly KeptField[]>> = {
  'complaint.recorded.v1': [],
  'ticket.registered.v1': [],
  'ticket.closed.v1': [],
  'work.dispatched.v1': ['dispatchNo'],
  'work.order.v1': ['dispatchNo'],
  'request.answered.v1': ['requestId'],
  'message.handed-over.v1': ['messageId'],
  'deadline.met.v1': ['clockId'],
  'case.opened.v1': [],
  'case.confirmed.v1': [],
};

/** Of one complaint or case: an effect stands after its cause, dispatches are numbered without gap, and what happens once, once. */
export function checkCauses(facts: readonly LogRecord[]): Finding[] {
  const streams = Map.groupBy(facts, ({ topic, key }) => `${topic === CASES ? 'case' : 'complaint'} ${key}`);
  return [...streams].flatMap(([name, stream]) => checkStream(name, stream));
}

function checkStream(name: string, stream: readonly LogRecord[]): Finding[] {
  const findings: Finding[] = [];
  const happened = new Set<string>();
  for (const { type, data, id, offset } of stream) {
    const cause = CAUSES[type];
    const which = (field: KeptField | undefined) => (field === undefined ? '' : ` ${field} ${String(data[field])}`);
    if (cause && !cause.of.some((before) => happened.has(`${before}${which(cause.same)}`))) {
      const later = stream.some(
        (other) =>
          cause.of.includes(other.type) && (cause.same === undefined || other.data[cause.same] === data[cause.same]),
      );
      findings.push({
        fault: later ? 'reordered' : 'lost',
        id: `${name}, ${type} ${id} (offset ${offset})`,
        expected: `${cause.of.join(' or ')}${which(cause.same)} before it`,
        seen: later ? 'it stands after it' : 'none',
      });
    }
    happened.add(type);
    for (const field of ['workOrderId', 'clockId', 'requestId'] as const) happened.add(`${type}${which(field)}`);

    const once = ONCE[type];
    if (once === undefined) continue;
    const identity = `once ${type} ${once.map(which).join('')}`;
    if (happened.has(identity))
      findings.push({
        fault: 'doubled',
        id: `${name}, ${type} ${id} (offset ${offset})`,
        expected: `once${once.map(which).join('')}`,
        seen: 'a second time',
      });
    happened.add(identity);
  }
  return findings;
}
