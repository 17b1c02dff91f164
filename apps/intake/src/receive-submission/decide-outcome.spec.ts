import type { ComplaintId } from '@cc/contracts';
import { engineProcedures, type ComplaintToAssess, type Procedures } from '@cc/procedures';
import { decideOutcome, MOST_KEPT, type ItemToDecide, type KnownComplaint } from './decide-outcome.js';

const procedures = engineProcedures();
const NOW = new Date('2026-11-24T10:00:00+08:00');
const BROADBAND_OUTAGE = ['network', 'broadband', 'broadband-outage'];
const WRONG_BILL = ['billing', 'charge'];
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
  category: BROADBAND_OUTAGE,
  nature: 'ordinary',
  bases,
  receivedAt: daysAgo(2),
  closedAt: null,
  ...over,
});
const anotherKnown = (over: Partial<KnownComplaint>) =>
  known({ id: 'c0ffee00-0000-5000-8000-000000000002' as ComplaintId, ...over });
const archived = (days = 5) => known({ status: 'closed', closedAt: daysAgo(days) });

type New = Extract<ItemToDecide<KnownComplaint>, { kind: 'new' }>;
const about = { organisation: 'telecom-group', place: 1, channelLevel: 'province', receivedAt: NOW } as const;

function decideNew(over: Partial<New> = {}, rules: Procedures = procedures) {
  const settled = over.settled ?? false;
  const assessed = () => ({ complaint: toAssess({ settledOnTheSpot: settled }), register });
  const item: New = {
    ...about,
    kind: 'new',
    category: BROADBAND_OUTAGE,
    settled,
    target: null,
    openOnSameNumber: [],
    openBeside: [],
    assessed,
    ...over,
  };
  return decideOutcome(item, rules);
}

function decideContact(
  kind: 'urge' | 'supplement' | 'withdraw',
  target: KnownComplaint | null,
  kept = 0,
  channelLevel: KnownComplaint['channelLevel'] = 'province',
  openBeside: readonly KnownComplaint[] = [],
) {
  const assessed = () => ({ complaint: toAssess({ channelLevel }), register });
  const item = { ...about, channelLevel, kind, target, tried: 'number TS1', openBeside, kept, assessed };
  return decideOutcome(item, procedures);
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
    expect(decideNew({ settled: true, openOnSameNumber: [known()] }).outcome).toBe('settled');
  });

  it('is an urge while an earlier one on the same number is open', () => {
    const open = known();

    const decision = decideNew({ target: archived(), openOnSameNumber: [open] });

    expect(decision).toMatchObject({ outcome: 'urge', target: open });
    expect(decision.reasons[0]!.rule).toBe('urge-while-open');
  });

  it('is an urge on the open complaint that its source names, whatever class was written down', () => {
    expect(decideNew({ target: known(), category: WRONG_BILL }).outcome).toBe('urge');
  });

  it.each([
    ['another problem of the same business', ['network', 'broadband', 'broadband-slow']],
    ['a wider class', ['network']],
    ['no class', []],
  ])('is an urge on the open one of the number with %s: that is no other matter', (_class, category) => {
    expect(decideNew({ category, openOnSameNumber: [known()] }).outcome).toBe('urge');
  });

  it.each([
    ['another domain', WRONG_BILL],
    ['another business', ['network', 'mobile']],
  ])('is a linked complaint of its own with %s, while one on its number is open', (_class, category) => {
    const open = known();

    const decision = decideNew({ category, openOnSameNumber: [open] });

    expect(decision).toMatchObject({ outcome: 'ticket', linkedTo: open });
    expect(decision.reasons.at(-1)!.rule).toBe('other-matter-while-open');
  });

  it('is an urge on the one that it is about, where several matters of its number are open', () => {
    const [aboutTheBill, aboutTheLine] = [anotherKnown({ category: WRONG_BILL }), known()];

    const decision = decideNew({ openOnSameNumber: [aboutTheBill, aboutTheLine] });

    expect(decision).toMatchObject({ outcome: 'urge', target: aboutTheLine });
  });

  it.each([
    ['no class', []],
    ['a wider class', ['network']],
    ['another problem of the same business', ['network', 'broadband', 'broadband-slow']],
  ])('is an urge on the older one of exactly its class before a newer one of %s', (_class, category) => {
    const [newer, older] = [anotherKnown({ category }), known()];

    const decision = decideNew({ openOnSameNumber: [newer, older] });

    expect(decision).toMatchObject({ outcome: 'urge', target: older });
  });

  it('is an urge on the newest of those that share as much of its class', () => {
    const [newer, older] = [anotherKnown({ category: BROADBAND_OUTAGE }), known()];

    expect(decideNew({ category: [], openOnSameNumber: [newer, older] })).toMatchObject({ target: newer });
    expect(decideNew({ category: ['network'], openOnSameNumber: [newer, older] })).toMatchObject({ target: newer });
  });

  it.each([
    ['of the class that it says', WRONG_BILL],
    ['of the class of the named one', BROADBAND_OUTAGE],
  ])('by a level above the open one that it names goes to one %s open beside it at that level', (_class, category) => {
    const ofTheGroup = anotherKnown({ channelLevel: 'group', category });

    const decision = decideNew({
      channelLevel: 'group',
      category: WRONG_BILL,
      target: known(),
      openBeside: [ofTheGroup],
    });

    expect(decision).toMatchObject({ outcome: 'urge', target: ofTheGroup, reasons: [{ rule: 'urge-while-open' }] });
  });

  it('is an urge on the open one that it names, though another is open beside it', () => {
    const [named, ofTheGroup] = [known(), anotherKnown({ channelLevel: 'group' })];

    expect(decideNew({ target: named, openBeside: [ofTheGroup] })).toMatchObject({ outcome: 'urge', target: named });
  });

  it.each(['named', 'on its number'] as const)(
    'is a linked complaint of its own when it is an appeal, though an open one is %s: nobody answered that for 15 days',
    (how) => {
      const open = known({ receivedAt: daysAgo(16) });

      const decision = decideNew({
        channelLevel: 'appeal',
        ...(how === 'named' ? { target: open } : { openOnSameNumber: [open] }),
      });

      expect(decision).toMatchObject({ outcome: 'ticket', linkedTo: open });
      expect(decision.reasons.at(-1)!.rule).toBe('higher-level-while-open');
    },
  );

  it('is a linked complaint also when it is one more appeal', () => {
    const decision = decideNew({ channelLevel: 'appeal', openOnSameNumber: [known({ channelLevel: 'appeal' })] });

    expect(decision.outcome).toBe('ticket');
    expect(decision.reasons.at(-1)!.rule).toBe('appeal-while-open');
  });

  it.each([
    ['group', 'province', 'ticket'],
    ['group', 'group', 'urge'],
    ['province', 'group', 'urge'],
    ['province', 'appeal', 'urge'],
  ] as const)('by the level %s while one of the level %s is open is %s', (channelLevel, before, outcome) => {
    const decision = decideNew({ channelLevel, openOnSameNumber: [known({ channelLevel: before })] });

    expect(decision.outcome).toBe(outcome);
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

    const decision = decideNew({ target: known({ outcome: 'waiting', status: 'waiting' }), openOnSameNumber: [open] });

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

  it.each(['urge', 'supplement'] as const)(
    'of kind %s by a higher level is a linked complaint of that level',
    (kind) => {
      const open = known();

      expect(decideContact(kind, open, 0, 'appeal')).toMatchObject({ outcome: 'ticket', linkedTo: open });
    },
  );

  it.each(['urge', 'supplement'] as const)(
    'of kind %s by a higher level goes to what is open beside the named one at that level or above',
    (kind) => {
      for (const channelLevel of ['group', 'appeal'] as const) {
        const [open, above] = [known(), anotherKnown({ channelLevel })];

        expect(decideContact(kind, open, 0, 'group', [above])).toMatchObject({ outcome: kind, target: above });
      }
    },
  );

  it.each([
    ['below its level', { channelLevel: 'group' }],
    ['another matter', { channelLevel: 'appeal', category: WRONG_BILL }],
  ] as const)('by a higher level is a linked complaint also where something is open that is %s', (_what, over) => {
    const open = known();

    const decision = decideContact('urge', open, 0, 'appeal', [anotherKnown(over)]);

    expect(decision).toMatchObject({ outcome: 'ticket', linkedTo: open });
  });

  it.each(['urge', 'supplement'] as const)('of kind %s by the body that appealed goes to the appeal', (kind) => {
    const appeal = known({ channelLevel: 'appeal' });

    expect(decideContact(kind, appeal, 0, 'appeal')).toMatchObject({ outcome: kind, target: appeal });
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
