import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/** A message as notification keeps it, and how often its provider holds it. */
export interface StoredMessage {
  messageId: string;
  complaintId: string;
  template: string;
  state: string;
  captured: number;
}

/** How often a message of a kind is owed. */
interface Owed {
  least: number;
  most: number;
}

type Effects = readonly { effect: string }[];

const once = (template: string) => [{ template, least: 1, most: 1 }];

/** A rule names offices; two of them may turn out to be one, which hears it once. */
const told = (template: string, effects: unknown) => {
  const most = ((effects ?? []) as Effects).filter(({ effect }) => effect === 'notify').length;
  return most === 0 ? [] : [{ template, least: 1, most }];
};

/** Which messages a fact owes, written here once more: the service's own rules are what is looked at. */
const OWED: Readonly<Record<string, (data: LogRecord['data']) => ({ template: string } & Owed)[]>> = {
  'complaint.recorded.v1': ({ outcome }) => (outcome === 'ticket' ? once('customer-recorded') : []),
  'work.dispatched.v1': () => once('unit-work'),
  'ticket.abnormal.v1': () => once('ticket-abnormal'),
  'ticket.answered.v1': ({ callback }) =>
    (callback as { owed?: boolean } | undefined)?.owed ? once('customer-answered') : [],
  'ticket.reopened.v1': () => once('customer-reopened'),
  'ticket.closed.v1': ({ closedAs, clockId }) => {
    if (closedAs !== 'withdrawn') return once('customer-closed');
    return clockId === undefined ? [] : once('customer-lapsed');
  },
  'deadline.warned.v1': ({ effects }) => told('clock-warned', effects),
  'deadline.missed.v1': ({ effects }) => [
    ...told('clock-missed', effects),
    ...(((effects ?? []) as Effects).some(({ effect }) => effect === 'rightToAppeal') ? once('may-appeal') : []),
  ],
};

/** Each complaint has the messages that its facts owe, once each; each was handed over once, or failed, and the journal says so. */
export function checkMessages(facts: readonly LogRecord[], messages: readonly StoredMessage[]): Finding[] {
  const owed = new Map<string, Owed>();
  for (const { key, type, data } of facts) {
    for (const { template, least, most } of OWED[type]?.(data) ?? []) {
      const so = owed.get(kind(key!, template)) ?? { least: 0, most: 0 };
      owed.set(kind(key!, template), { least: so.least + least, most: so.most + most });
    }
  }
  const kept = Map.groupBy(messages, ({ complaintId, template }) => kind(complaintId, template));
  return [
    ...[...new Set([...owed.keys(), ...kept.keys()])].flatMap((id) =>
      count(id, owed.get(id) ?? { least: 0, most: 0 }, kept.get(id) ?? []),
    ),
    ...endings(facts, messages),
  ];
}

const kind = (complaintId: string, template: string) => `messages ${template} of complaint ${complaintId}`;

function count(id: string, { least, most }: Owed, kept: readonly StoredMessage[]): Finding[] {
  if (kept.length >= least && kept.length <= most) return [];
  return [
    {
      fault: kept.length < least ? 'lost' : 'doubled',
      id,
      expected: least === most ? `${least}` : `${least} to ${most}`,
      seen: `${kept.length}${kept.map(({ messageId }) => ` ${messageId}`).join()}`,
    },
  ];
}

const ENDS: Readonly<Record<string, string>> = {
  'message.handed-over.v1': 'handedOver',
  'message.failed.v1': 'failed',
};

/** What the row says, what the journal says and what the provider holds. */
function endings(facts: readonly LogRecord[], messages: readonly StoredMessage[]): Finding[] {
  const ended = Map.groupBy(
    facts.filter(({ type }) => type in ENDS),
    ({ data }) => String(data.messageId),
  );
  const kept = Map.groupBy(messages, ({ messageId }) => messageId);
  return [...new Set([...ended.keys(), ...kept.keys()])].flatMap((messageId): Finding[] => {
    const ends = ended.get(messageId) ?? [];
    const told = ends.map(({ type }) => ENDS[type]!);
    const [message] = kept.get(messageId) ?? [];
    const id = `message ${messageId} of complaint ${message?.complaintId ?? ended.get(messageId)![0]!.key}`;
    if (message === undefined) return [{ fault: 'lost', id, expected: `kept, ${told.join()}`, seen: 'none' }];
    const { state, captured } = message;
    const expected = told.length === 0 ? 'waiting' : told.join(' and ');
    // No provider gets what is read at a desk of the platform.
    const held = ends.filter(({ type, data }) => ENDS[type] === 'handedOver' && data.provider !== 'desk').length;
    // Whoever was handing it over was killed, and will do so again under the same id when its claim runs out.
    const underWay = state === 'waiting' && captured === 1;
    return [
      ...(state === expected ? [] : [{ fault: 'lost', id, expected, seen: state } as const]),
      ...(captured === held || underWay
        ? []
        : [
            {
              fault: captured < held ? 'lost' : 'doubled',
              id,
              expected: `${held} with the provider`,
              seen: `${captured}`,
            } as const,
          ]),
    ];
  });
}
