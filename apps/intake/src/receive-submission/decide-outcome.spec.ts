import type { ComplaintId } from '@cc/contracts';
import { engineProcedures, type ComplaintToAssess, type Procedures } from '@cc/procedures';
import { decideOutcome, MOST_KEPT, type ItemToDecide, type KnownComplaint } from './decide-outcome.js';

const procedures = engineProcedures();
const NOW = new Date('2026-11-24T10:00:00+08:00');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const toAssess = (over: Partial<ComplaintToAssess> = {}): ComplaintToAssess => ({
  organisation: 'telecom-group',
  division: '44',
  channel: 'hotline',
  channelLevel: 'province',
  category: [],
  customerLevel: null,
  settledOnTheSpot: false,
  massFlag: false,
  riskFlags: [],
  occurredAt: NOW,
  receivedAt: NOW,
  recordedAt: NOW,
  counted: {},
  earlier: [],
  ...over,
});

/** What the register answers where nothing else is on record. */
const register = () => [];
const { bases } = procedures.assess(toAssess(), register);

const known = (over: Partial<KnownComplaint> = {}): KnownComplaint => ({
  id: 'c0ffee00-0000-5000-8000-000000000001' as ComplaintId,
  outcome: 'ticket',
  status: 'dispatched',
  channelLevel: 'province',
  nature: 'ordinary',
  bases,
  receivedAt: daysAgo(2),
  closedAt: null,
  ...over,
});
const archived = (days = 5) => known({ status: 'closed', closedAt: daysAgo(days) });

type New = Extract<ItemToDecide<KnownComplaint>, { kind: 'new' }>;
const about = { organisation: 'telecom-group', place: 1, receivedAt: NOW };

function decideNew(over: Partial<New> = {}, rules: Procedures = procedures) {
  const settled = over.settled ?? false;
  const assessed = () => ({ complaint: toAssess({ settledOnTheSpot: settled }), register });
  const item: New = { ...about, kind: 'new', settled, target: null, openOnSameNumber: null, assessed, ...over };
  return decideOutcome(item, rules);
}

function decideContact(kind: 'urge' | 'supplement' | 'withdraw', target: KnownComplaint | null, kept = 0) {
  return decideOutcome(
    { ...about, kind, target, tried: 'number TS1', kept, assessed: () => ({ complaint: toAssess(), register }) },
    procedures,
  );
}

/** The same rules, but for what they say of acceptance. */
const accepting = (value: 'refused' | 'handedOver'): Procedures => ({
  ...procedures,
  assess: (complaint, answered) => {
    const assessment = procedures.assess(complaint, answered);
    return { ...assessment, acceptance: { ...assessment.acceptance, value } };
  },
});

describe('what becomes of a new complaint', () => {
  it('is a ticket, with the reasons of its acceptance and nature', () => {
    const decision = decideNew();

    expect(decision).toMatchObject({ outcome: 'ticket', linkedTo: null });
    expect(decision.reasons.map(({ rule }) => rule)).toEqual(['accept-every-complaint', 'ordinary']);
  });

  it('is settled when it was settled on the spot, even while an earlier one is open', () => {
    expect(decideNew({ settled: true, openOnSameNumber: known() }).outcome).toBe('settled');
  });

  it('is an urge while an earlier one on the same number is open', () => {
    const open = known();

    const decision = decideNew({ target: archived(), openOnSameNumber: open });

    expect(decision).toMatchObject({ outcome: 'urge', target: open });
    expect(decision.reasons[0]!.rule).toBe('urge-while-open');
  });

  it('is an urge on the open complaint that its source names', () => {
    expect(decideNew({ target: known() }).outcome).toBe('urge');
  });

  it('is a linked complaint when the one its source names has ended', () => {
    const ended = archived();

    expect(decideNew({ target: ended })).toMatchObject({ outcome: 'ticket', linkedTo: ended });
  });

  it('is a linked complaint when the one its source names waits for a person: today’s is worked on', () => {
    const waiting = known({ outcome: 'waiting', status: 'waiting', bases: [] });

    expect(decideNew({ target: waiting })).toMatchObject({ outcome: 'ticket', linkedTo: waiting });
  });

  it('is an urge on the open one of the same number also when its source names one that waits', () => {
    const open = known();

    const decision = decideNew({ target: known({ outcome: 'waiting', status: 'waiting' }), openOnSameNumber: open });

    expect(decision).toMatchObject({ outcome: 'urge', target: open });
  });

  it('is what the procedures make of it when they do not accept it', () => {
    expect(decideNew({}, accepting('handedOver')).outcome).toBe('handedOver');
    expect(decideNew({}, accepting('refused'))).toMatchObject({
      outcome: 'refused',
      violations: [{ field: '/items/1', rule: 'not-accepted' }],
      reasons: [{ rule: 'accept-every-complaint' }, {}],
    });
  });
});

describe('what becomes of a further contact', () => {
  it.each([
    ['urge', 'urge'],
    ['supplement', 'supplement'],
    ['withdraw', 'withdrawn'],
  ] as const)('of kind %s on an open complaint is %s', (kind, outcome) => {
    expect(decideContact(kind, known())).toMatchObject({ outcome, target: { status: 'dispatched' } });
  });

  it.each(['urge', 'supplement'] as const)('of kind %s on an ended one is a new, linked complaint', (kind) => {
    const ended = archived();

    expect(decideContact(kind, ended)).toMatchObject({ outcome: 'ticket', linkedTo: ended });
  });

  it.each(['urge', 'supplement', 'withdraw'] as const)(
    'of kind %s on nothing known is refused, and says what was tried',
    (kind) => {
      expect(decideContact(kind, null)).toMatchObject({
        outcome: 'refused',
        violations: [{ field: '/items/1/earlier', rule: 'unknown-complaint', value: 'number TS1' }],
      });
    },
  );

  it('cannot take back what has ended, and names the rule', () => {
    const decision = decideContact('withdraw', archived());

    expect(decision).toMatchObject({ outcome: 'refused', violations: [{ rule: 'already-ended' }] });
    expect(decision.reasons[0]!.rule).toBe('withdraw/not-at-closed');
  });

  it.each([
    ['urge', 'urge'],
    ['supplement', 'supplement'],
    ['withdraw', 'withdrawn'],
  ] as const)('of kind %s on what waits for a person goes to it', (kind, outcome) => {
    const waiting = known({ outcome: 'waiting', status: 'waiting', bases: [] });

    expect(decideContact(kind, waiting)).toMatchObject({ outcome, target: waiting });
  });

  it.each(['urge', 'supplement', 'withdraw'] as const)(
    'of kind %s on what waits is refused once so much is kept that nobody could hand it on at once',
    (kind) => {
      const waiting = known({ outcome: 'waiting', status: 'waiting', bases: [] });

      expect(decideContact(kind, waiting, MOST_KEPT - 1)).toMatchObject({ target: waiting });
      expect(decideContact(kind, waiting, MOST_KEPT)).toMatchObject({
        outcome: 'refused',
        violations: [{ field: '/items/1/earlier', rule: 'too-much-kept', value: String(MOST_KEPT) }],
      });
    },
  );

  it('is refused on what was handed over', () => {
    expect(decideContact('urge', known({ outcome: 'handedOver', status: 'handedOver' }))).toMatchObject({
      outcome: 'refused',
      violations: [{ rule: 'not-worked-on' }],
    });
  });
});
