import { parseWorkAction } from '@cc/contracts';
import { group } from '../month.fixture.js';
import { OUTAGE_TEXTS, RUMOURS } from '../texts/waves.js';
import type { Act } from './act.js';
import { auditorAnswers } from './auditors.js';
import { branchAnswers, branchAnswersChange } from './branches.js';
import { callbackBrings } from './callback-agents.js';
import type { SeenWorkOrder } from './work-order.js';

const options = { seed: 3, organisation: group };
const uuid = (n: number) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

const anOrder = (n: number, over: Partial<SeenWorkOrder> = {}): SeenWorkOrder => ({
  division: '44',
  unit: '440100',
  workOrderId: uuid(n + 500_000),
  complaintId: uuid(n),
  dispatchNo: 1,
  fallback: false,
  problem: '宽带断网',
  category: ['network', 'broadband', 'broadband-outage'],
  channelLevel: 'province',
  dispatchedAt: '2026-10-12T01:00:00Z',
  due: [{ dueAt: '2026-10-12T03:00:00Z' }, { dueAt: '2026-10-14T01:00:00Z' }, { dueAt: '2026-10-27T01:00:00Z' }],
  ...over,
});
const orders = Array.from({ length: 800 }, (_, n) => anOrder(n));
const answers = orders.map((order) => branchAnswers(order, options));
const does = (acts: readonly Act[]) => acts.map(({ action }) => action.do.action);
const share = (wanted: (acts: Act[]) => boolean) => answers.filter(wanted).length / answers.length;

describe('A branch', () => {
  it('does the same with the same order, whenever it is asked', () => {
    expect(branchAnswers(anOrder(1), options)).toEqual(branchAnswers(anOrder(1), options));
  });

  it('mostly accepts and then replies', () => {
    expect(share((acts) => does(acts).join() === 'accept,reply')).toBeGreaterThan(0.75);
  });

  it('now and then returns, transfers, pauses, replies too early or sends twice', () => {
    const with_ = (...steps: string[]) => share((acts) => does(acts).join() === steps.join());

    expect(with_('return')).toBeGreaterThan(0.03);
    expect(with_('transfer')).toBeGreaterThan(0.02);
    expect(with_('accept', 'pause', 'resume', 'reply')).toBeGreaterThan(0.02);
    expect(with_('reply', 'accept', 'reply')).toBeGreaterThan(0.003);
    expect(with_('accept', 'reply', 'reply')).toBeGreaterThan(0.003);
  });

  it('answers some after their limit, and most well before it', () => {
    const repliedAt = (acts: Act[]) => acts.findLast(({ action }) => action.do.action === 'reply')?.at.getTime() ?? 0;
    const late = share((acts) => repliedAt(acts) > Date.parse('2026-10-14T01:00:00Z'));

    expect(late).toBeGreaterThan(0.03);
    expect(late).toBeLessThan(0.15);
  });

  it('acts in order, in office hours, and never before it has the work', () => {
    for (const acts of answers) {
      const instants = acts.map(({ at }) => at.getTime());
      expect(instants).toEqual(instants.toSorted((one, other) => one - other));
      expect(instants[0]).toBeGreaterThan(Date.parse('2026-10-12T01:00:00Z'));
      for (const { at } of acts) {
        const hour = (at.getUTCHours() + 8) % 24;
        expect(hour >= 8 && hour <= 20).toBe(true);
      }
    }
  });

  it('writes actions that the platform can read', () => {
    for (const { record, at, division } of answers.flat()) {
      expect(parseWorkAction(record, { now: at })).toMatchObject({ kind: 'action' });
      expect(division).toBe('44');
    }
  });

  it('transfers to another unit of its own that there is', () => {
    const targets = answers.flat().flatMap(({ action: { do: step } }) => (step.action === 'transfer' ? step.to : []));

    for (const { division, unit } of targets) expect(group.unit(division, unit)).toBeDefined();
    expect(targets.map(({ unit }) => unit)).not.toContain('440100');
  });

  it.each([
    ['the unit that gets what nobody wants', { fallback: true }],
    ['a unit that gets it a third time', { dispatchNo: 3 }],
  ])('never returns as %s', (_, over) => {
    const acts = orders.slice(0, 300).flatMap((order) => branchAnswers({ ...order, ...over }, options));

    expect(does(acts)).not.toContain('return');
  });

  it.each(RUMOURS.map(({ mark }) => mark))('finds nothing in the rumour %s', (mark) => {
    const acts = orders
      .slice(0, 200)
      .flatMap((order) => branchAnswers({ ...order, problem: `听说${mark}，要求核查` }, options));

    const found = new Set(
      acts.flatMap(({ action: { do: step } }) => (step.action === 'reply' ? step.slip.verification : [])),
    );
    expect([...found]).toEqual(['untrue']);
  });

  it.each(OUTAGE_TEXTS.phenomena)('finds true what many say: %s', (phenomenon) => {
    const acts = orders.slice(0, 20).flatMap((order) => branchAnswers({ ...order, problem: phenomenon }, options));

    const found = acts.flatMap(({ action: { do: step } }) => (step.action === 'reply' ? step.slip.verification : []));
    expect([...new Set(found)]).toEqual(['true']);
  });

  it.each([
    ['replyRefused', 'accepted', ['reply']],
    ['reopened', 'accepted', ['reply']],
    ['reopened', 'registered', []],
    ['urged', 'accepted', []],
    ['withdrawn', 'withdrawn', []],
  ])('meets the change %s in the stage %s with %j', (change, stage, expected) => {
    const seen = {
      division: '44',
      complaintId: uuid(1),
      workOrderId: uuid(2),
      change,
      stage,
      at: '2026-10-12T02:00:00Z',
    };

    expect(does(branchAnswersChange(seen, anOrder(1), options))).toEqual(expected);
  });
});

describe('Auditors', () => {
  const slips = Array.from({ length: 400 }, (_, n) => ({
    ...{ division: 'g1', complaintId: uuid(n), workOrderId: uuid(n + 500_000), refusedBefore: 0 },
    at: '2026-10-12T06:00:00Z',
  }));

  it('approve most slips, on the topic that they were told of them', () => {
    const acts = slips.map((slip) => auditorAnswers(slip, options));

    expect(new Set(acts.map(({ division }) => division))).toEqual(new Set(['g1']));
    expect(does(acts).filter((step) => step === 'refuseReply').length / acts.length).toBeCloseTo(0.12, 1);
    for (const { record, at } of acts) expect(parseWorkAction(record, { now: at }).kind).toBe('action');
  });

  it('refuse no slip a third time', () => {
    expect(does(slips.map((slip) => auditorAnswers({ ...slip, refusedBefore: 2 }, options)))).not.toContain(
      'refuseReply',
    );
  });
});

describe('Callbacks', () => {
  const calls = Array.from({ length: 1000 }, (_, n) => ({ complaintId: uuid(n), call: 1, unsatisfiedBefore: 0 }));
  const outcomes = (given: typeof calls) => given.map((call) => callbackBrings(call, { seed: 3 }).attempt.outcome);

  it('find most customers satisfied, some not, and some not at all', () => {
    const of = (outcome: string) => outcomes(calls).filter((one) => one === outcome).length / calls.length;

    expect(of('satisfied')).toBeGreaterThan(0.7);
    expect(of('unsatisfied')).toBeGreaterThan(0.04);
    expect(of('notReached')).toBeGreaterThan(0.1);
  });

  it('end: nobody is unsatisfied a third time', () => {
    expect(outcomes(calls.map((call) => ({ ...call, unsatisfiedBefore: 2 })))).not.toContain('unsatisfied');
  });
});
