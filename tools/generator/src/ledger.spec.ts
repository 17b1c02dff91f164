import type { Outcome } from '@cc/contracts';
import { Ledger } from './ledger.js';
import { month } from './month.fixture.js';
import { SHARES } from './shares.js';
import type { Step } from './step.js';

const steps = month({ complaints: 600, shares: { ...SHARES, spoilt: { ...SHARES.spoilt, share: 0.2 } } });

/** A platform that answers everything as well as can be. */
const receiptFor = ({ source, sourceId, expected }: Step) => ({
  source,
  sourceId,
  items: (expected.answer === 'receipt' ? expected.items : []).map(({ outcomes: [outcome] }) => ({
    outcome: outcome!,
  })),
});
const answerable = steps.filter(({ expected }) => expected.answer === 'receipt');

function aLedger(): Ledger {
  const ledger = new Ledger();
  for (const step of steps) ledger.pushed(step);
  return ledger;
}

describe('The ledger', () => {
  it('finds nothing missing, doubled or wrong when everything was answered', () => {
    const ledger = aLedger();

    for (const step of answerable) ledger.received(receiptFor(step));

    const { submissions, items, outcomes, ...rest } = ledger.result();
    expect(rest).toMatchObject({ missing: 0, doubled: 0, bounced: 0, wrong: [], unanswered: [] });
    expect(rest.nameless).toBe(steps.length - answerable.length);
    expect(submissions).toBe(answerable.length);
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(items);
    expect(ledger.line()).toMatch(
      /^reconciled: submissions=\d+ items=\d+ outcomes: ticket=\d+ settled=\d+ urge=\d+ supplement=\d+ withdrawn=\d+ duplicate=\d+ handedOver=0 refused=\d+ waiting=0 bounced=0 missing=0 doubled=0$/,
    );
  });

  it('names what was not answered', () => {
    const ledger = aLedger();
    const [lost, ...others] = answerable;

    for (const step of others) ledger.received(receiptFor(step));

    expect(ledger.result()).toMatchObject({ missing: 1, unanswered: [`${lost!.source} ${lost!.sourceId}`] });
  });

  it('counts what was answered twice', () => {
    const ledger = aLedger();

    for (const step of answerable) ledger.received(receiptFor(step));
    ledger.received(receiptFor(answerable[3]!));

    expect(ledger.result()).toMatchObject({ missing: 0, doubled: 1 });
  });

  it.each<[string, Partial<{ items: { outcome: Outcome }[] }>, RegExp]>([
    ['another outcome than can be', { items: [{ outcome: 'handedOver' }] }, /item 0 is handedOver, not ticket/],
    ['too many items', { items: [{ outcome: 'ticket' }, { outcome: 'ticket' }] }, /2 items, not 1/],
  ])('says where it got %s', (_, answer, problem) => {
    const ledger = aLedger();
    const step = answerable.find(({ shows }) => shows === 'complaint')!;

    ledger.received({ ...receiptFor(step), ...answer });

    expect(ledger.result().wrong).toEqual([expect.stringMatching(problem)]);
  });

  it('wants the objections that it expects, where receipts tell them', () => {
    const ledger = aLedger();
    const conflict = answerable.find(({ shows }) => shows === 'spoilt')!;
    const receipt = receiptFor(conflict);

    ledger.received({ ...receipt, items: receipt.items.map((item) => ({ ...item, violations: [] })) });

    expect(ledger.result().wrong).toEqual([expect.stringMatching(/does not object to/)]);
  });

  it('counts bounced requests and dead letters apart', () => {
    const ledger = new Ledger();

    ledger.bounced();
    ledger.deadLetter();

    expect(ledger.result()).toMatchObject({ bounced: 1, deadLetters: 1, items: 0 });
  });
});
