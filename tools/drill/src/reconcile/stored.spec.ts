import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';
import type { Stored } from '../observe/stored.js';
import { aFact, aSoundDrill, callbackOf, CLOCK, COMPLAINT, type Journal } from './evidence.fixture.js';
import { reconcile } from './reconcile.js';

/** The findings where a service keeps something else than after a sound drill. */
function findingsWhere(change: (stored: Stored) => Partial<Stored>, more?: (journal: Journal) => void): Finding[] {
  const { journal, evidence } = aSoundDrill();
  more?.(journal);
  const { stored } = evidence;
  const archived = journal.records.flatMap(({ topic, id, key }) =>
    topic === 'complaints.facts' ? [{ id, stream: key! }] : [],
  );
  const readBefore = new Map<string, string[]>();
  const changed = { ...evidence, log: journal.records, archived, readBefore, heads: [] };
  return reconcile({ ...changed, stored: { ...stored, ...change(stored) } }).findings;
}

const brief = (findings: readonly Finding[]) => findings.map(({ fault, id }) => `${fault}: ${id}`);
const told = (type: string, data: LogRecord['data'] = {}) => aFact('sla-monitor', type, { clockId: CLOCK, ...data });

/** The callback of the sound drill, by the answer that owes it. */
const CALLBACK = `callback ${callbackOf('e11')}`;

it.each<[keyof Stored, string, string]>([
  ['records', 'lost: complaint c1 in intake', 'doubled: complaint c1 in intake'],
  ['tickets', 'lost: ticket c1 in intake', 'doubled: ticket c1 in intake'],
  ['clocks', `lost: clock ${CLOCK} of ticket c1`, `doubled: clock ${CLOCK} of ticket c1`],
  ['callbacks', `lost: ${CALLBACK} of complaint c1`, `doubled: ${CALLBACK} of complaint c1`],
  [
    'attempts',
    'lost: call call-1 to the customer of complaint c1',
    'doubled: call call-1 to the customer of complaint c1',
  ],
  [
    'messages',
    'lost: messages customer-recorded of complaint c1',
    'doubled: messages customer-recorded of complaint c1',
  ],
])('a row of %s that is away, or there twice, is told by its id', (table, lost, doubled) => {
  const without = findingsWhere((stored) => ({ [table]: stored[table].slice(1) }));
  const twice = findingsWhere((stored) => ({ [table]: [...stored[table], stored[table][0]!] }));

  expect(brief(without)).toContain(lost);
  expect(brief(twice)).toEqual([doubled]);
});

it.each([
  ['records', 'complaint', ['intake', 'notification', 'reporting']],
  ['tickets', 'ticket', ['intake', 'routing', 'sla-monitor', 'reporting']],
] as const)('a row of %s that one service lacks, or has alone, is told', (table, name, services) => {
  for (const service of services) {
    const without = findingsWhere((stored) => ({
      [table]: (stored[table] as readonly { service: string }[]).filter((row) => row.service !== service),
    }));
    const another = findingsWhere((stored) => ({
      [table]: [...stored[table], { service, complaintId: 'c2', says: {} }],
    }));

    expect(brief(without)).toEqual([`lost: ${name} c1 in ${service}`]);
    expect(brief(another)).toEqual([`doubled: ${name} c2 in ${service}`]);
  }
});

describe('a ticket', () => {
  const where = (service: string, says: object) =>
    findingsWhere(({ tickets }) => ({
      tickets: tickets.map((ticket) =>
        ticket.service === service ? { ...ticket, says: { ...ticket.says, ...says } } : ticket,
      ),
    }));

  it.each([
    ['routing', { dispatches: 2 }, { fault: 'doubled', expected: 'dispatches 1', seen: '2' }],
    ['sla-monitor', { urges: 0 }, { fault: 'lost', expected: 'urges 1', seen: '0' }],
    ['intake', { state: 'answered' }, { fault: 'lost', expected: 'state closed', seen: 'answered' }],
    ['routing', { division: '44' }, { fault: 'lost', expected: 'division 43', seen: '44' }],
    ['reporting', { holder: '43' }, { fault: 'lost', expected: 'holder null', seen: '43' }],
  ])('is in %s as the journal tells it, or that is told: %j', (service, says, finding) => {
    expect(where(service, says)).toEqual([{ id: `ticket c1 in ${service}`, ...finding }]);
  });
});

describe('the clocks of a ticket', () => {
  it('are none where none was armed, though the ticket was registered', () => {
    const { evidence } = aSoundDrill();
    const log = evidence.log.filter(({ type }) => !type.startsWith('deadline.'));

    const { findings } = reconcile({ ...evidence, log, stored: { ...evidence.stored, clocks: [] } });

    expect(brief(findings)).toContain('lost: clocks of ticket c1');
  });

  it('lack the one that the customer was promised an answer by', () => {
    const findings = findingsWhere(
      () => ({}),
      ({ records }) => {
        const armed = records.find(({ type }) => type === 'deadline.armed.v1')!;
        armed.data = { ...armed.data, dueAt: '2026-03-10T10:00:00.000Z' };
      },
    );

    expect(findings).toMatchObject([{ fault: 'lost', id: 'clocks of ticket c1', seen: expect.stringMatching(CLOCK) }]);
  });

  it('are armed once, and again only after they have ended', () => {
    const asArmed = ({ clocks }: Stored) => ({ clocks: clocks.map((clock) => ({ ...clock, state: 'armed' })) });
    const again = (journal: Journal) => void journal.publish(told('deadline.armed.v1'));

    expect(findingsWhere(asArmed, again)).toEqual([]);
    expect(
      brief(
        findingsWhere(asArmed, (journal) => {
          again(journal);
          again(journal);
        }),
      ),
    ).toEqual([`doubled: clock ${CLOCK} of ticket ${COMPLAINT}`]);
  });

  it('are kept in the state that the journal tells, with the miss that it tells', () => {
    const kept = (over: object) =>
      findingsWhere(({ clocks }) => ({ clocks: clocks.map((clock) => ({ ...clock, ...over })) }));

    expect(kept({ state: 'armed' })).toMatchObject([{ expected: 'met', seen: 'armed' }]);
    expect(kept({ missed: true })).toMatchObject([{ expected: 'missed false', seen: 'missed true' }]);
  });

  it('may be kept without a word where nobody waits for them, and not otherwise', () => {
    const also = (state: string) =>
      findingsWhere(({ clocks }) => ({ clocks: [...clocks, { ...clocks[0]!, clockId: 'other/1', state }] }));

    expect(also('notConfigured')).toEqual([]);
    expect(brief(also('armed'))).toEqual(['lost: clock other/1 of ticket c1']);
  });
});

describe('a message', () => {
  const where = (over: object) =>
    findingsWhere(({ messages: [first, ...others] }) => ({ messages: [{ ...first!, ...over }, ...others] }));

  it('ends as the journal says', () => {
    expect(where({ state: 'waiting' })).toMatchObject([
      { fault: 'lost', id: 'message m1 of complaint c1', expected: 'handedOver', seen: 'waiting' },
    ]);
  });

  it('is with the provider once', () => {
    expect(where({ captured: 0 })).toMatchObject([{ fault: 'lost', expected: '1 with the provider', seen: '0' }]);
    expect(where({ captured: 2 })).toMatchObject([{ fault: 'doubled', expected: '1 with the provider', seen: '2' }]);
  });

  it('to a desk is with no provider', () => {
    const { evidence } = aSoundDrill();
    const log = evidence.log.map((record) =>
      record.data.messageId === 'm4' ? { ...record, data: { ...record.data, provider: 'desk' } } : record,
    );
    const messages = (captured: number) =>
      evidence.stored.messages.map((message) => (message.messageId === 'm4' ? { ...message, captured } : message));
    const foundWith = (captured: number) =>
      reconcile({ ...evidence, log, stored: { ...evidence.stored, messages: messages(captured) } }).findings;

    expect(foundWith(0)).toEqual([]);
    expect(foundWith(1)).toMatchObject([{ fault: 'doubled', expected: '0 with the provider', seen: '1' }]);
  });

  it('may be with the provider while nobody has said so yet: it is handed over again under the same id', () => {
    const { evidence } = aSoundDrill();
    const log = evidence.log.filter(({ data }) => data.messageId !== 'm4');
    const messages = evidence.stored.messages.map((message) =>
      message.messageId === 'm4' ? { ...message, state: 'waiting' } : message,
    );

    const { findings } = reconcile({ ...evidence, log, stored: { ...evidence.stored, messages } });

    expect(findings.filter(({ id }) => id.startsWith('message'))).toEqual([]);
  });

  it('of a missed clock goes to each office that its rule names, once where two are one', () => {
    const effects = [{ effect: 'notify' }, { effect: 'notify' }];
    const withTold = (...ids: string[]) =>
      findingsWhere(
        ({ messages, clocks }) => ({
          clocks: clocks.map((clock) => ({ ...clock, missed: true })),
          messages: [
            ...messages,
            ...ids.map((messageId) => ({ ...messages[0]!, messageId, template: 'clock-missed' })),
          ],
        }),
        (journal) => {
          journal.publish(told('deadline.missed.v1', { effects }));
          for (const messageId of ids) journal.publish(aFact('notification', 'message.handed-over.v1', { messageId }));
        },
      ).filter(({ id }) => id.startsWith('messages '));

    expect([withTold('m5'), withTold('m5', 'm6')]).toEqual([[], []]);
    expect(withTold()).toMatchObject([{ fault: 'lost', expected: '1 to 2', seen: '0' }]);
    expect(withTold('m5', 'm6', 'm7')).toMatchObject([{ fault: 'doubled', expected: '1 to 2' }]);
  });
});

describe('a callback', () => {
  it('that a call has ended is done', () => {
    const findings = findingsWhere(({ callbacks }) => ({
      callbacks: callbacks.map((one) => ({ ...one, state: 'open' })),
    }));

    expect(findings).toMatchObject([{ id: `${CALLBACK} of complaint c1`, expected: 'done', seen: 'open' }]);
  });

  it('that no call has ended is ended by what came after the answer', () => {
    const { evidence } = aSoundDrill();
    const callbacks = evidence.stored.callbacks.map((one) => ({ ...one, state: 'ended' }));
    const attempts = evidence.stored.attempts.map((one) => ({ ...one, effect: 'tryAgain' }));

    expect(reconcile({ ...evidence, stored: { ...evidence.stored, callbacks, attempts } }).findings).toEqual([]);
  });
});
