import { answerTo } from '../conditions/decide.js';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { at, local } from '../time/at.fixture.js';
import { clocksOf, isLate } from './clock-state.js';
import type { Fact } from './fact.js';
import { replay } from './replay.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";

const shop = loadFiles({
  'a.yaml': literal(`decisions:
  severity:
    rules: [{ rule: old, ${cite}, when: { damaged: true }, is: major }, { rule: else, ${cite}, is: minor }]
clocks:
  - { rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { months: 1 }, owner: clerk, metBy: [ticket.closed], onMiss: [{ set: { damaged: true } }] }
  - { rule: D2, ${name}, ${cite}, from: [clock.missed/D1], limit: { days: 3 }, owner: clerk, metBy: [ticket.closed], onMiss: [{ happens: ticket.withdrawn }] }
  - { rule: D3, ${name}, ${cite}, from: [ticket.registered], when: { severity: [major] }, limit: { days: 60 }, owner: clerk, metBy: [ticket.closed], endedBy: [ticket.withdrawn] }
  - { rule: D4, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: { all: [ticket.answered, goods.returned] } }
  - { rule: D5, ${name}, ${cite}, from: [ticket.registered], limit: { dueOf: [D4] }, owner: clerk, metBy: [work.accepted] }
  - { rule: D6, ${name}, ${cite}, from: [ticket.registered], limit: { notConfigured: true }, owner: clerk, metBy: [ticket.closed], extension: { consent: [{ role: clerk, when: { size: [big] } }], by: { setPerCase: true } } }`),
}).all()[0]!;

const happened = (time: string, fact: string, more: Partial<Fact> = {}): Fact => ({
  fact,
  recordedAt: at(time),
  occurredAt: at(time),
  ...more,
});
const registered = happened('2026-01-10 09:00', 'ticket.registered');

const severityAt = (time: string, facts: readonly Fact[] = [registered]) => {
  const { fields } = replay(shop, facts, { now: at(time) });
  const answer = answerTo(
    shop.decisions.find(({ field }) => field === 'severity')!,
    fields,
  );
  return answer.configured ? answer.value : null;
};

it('what is unsolved for a month becomes major after the last instant of the month, not at it', () => {
  expect(severityAt('2026-02-11 00:00')).toBe('minor');
  expect(severityAt('2026-02-11 00:00:01')).toBe('major');
});

describe('what somebody assessed', () => {
  const assessed = (severity: string) => happened('2026-01-10 09:00', 'ticket.registered', { set: { severity } });

  it('ages: a rule that looks at what the miss has set answers anew', () => {
    expect(severityAt('2026-02-11 00:00', [assessed('minor')])).toBe('minor');
    expect(replay(shop, [assessed('minor')], { now: at('2026-02-11 00:00:01') }).fields.severity).toBe('major');
  });

  it('stands again when somebody reclassifies it after the miss', () => {
    const facts = [
      assessed('minor'),
      happened('2026-02-12 09:00', 'ticket.reclassified', { set: { severity: 'minor' } }),
    ];

    expect(replay(shop, facts).fields.severity).toBe('minor');
  });

  it('is told with the miss that changed it', () => {
    const { missed } = replay(shop, [assessed('minor')], { now: at('2026-02-11 00:00:01') });

    expect(missed).toMatchObject([{ id: 'shop/D1/1', due: at('2026-02-11 00:00'), decided: { severity: 'major' } }]);
  });
});

it('solved in the month it stays what it was', () => {
  expect(severityAt('2026-03-01 09:00', [registered, happened('2026-02-11 00:00', 'ticket.closed')])).toBe('minor');
});

it('a miss starts another clock at the instant at which it happened, and silence counts as an event', () => {
  const state = replay(shop, [registered, happened('2026-03-01 09:00', 'work.urged')]);

  expect(state.missed.map(({ clock, at: missed, happened: by }) => [clock, local(missed), by])).toEqual([
    ['D1', '2026-02-11 00:00:00', []],
    ['D2', '2026-02-15 00:00:00', ['ticket.withdrawn']],
  ]);
  expect(state.stage).toBe('withdrawn');
});

it('the clock of the new class runs from the registration on and ends with what the miss let happen', () => {
  const clocks = clocksOf(replay(shop, [registered], { now: at('2026-03-01 09:00') }));

  expect(clocks.find(({ rule }) => rule.rule === 'D3')).toMatchObject({
    startedAt: at('2026-01-10 09:00'),
    state: 'cancelled',
    endedAt: at('2026-02-15 00:00'),
    endedBy: 'ticket.withdrawn',
  });
});

it('a fact that is recorded at the due instant comes before the miss', () => {
  expect(
    replay(shop, [registered, happened('2026-02-11 00:00', 'ticket.closed')], { now: at('2026-12-01 00:00') }).missed,
  ).toEqual([]);
});

it('a clock that comes to apply after its due instant is missed when it comes to apply', () => {
  const late = happened('2026-04-01 09:00', 'ticket.reclassified', { set: { damaged: true } });
  const answered = happened('2026-01-11 09:00', 'ticket.answered');
  const chain = loadFiles({
    'a.yaml': literal(
      `clocks: [{ rule: D1, ${name}, ${cite}, from: [ticket.registered], when: { damaged: true }, limit: { days: 2 }, owner: clerk, metBy: [ticket.closed], onMiss: [{ set: { size: big } }] }]`,
    ),
  }).all()[0]!;

  const { missed, fields } = replay(chain, [registered, answered, late], { now: at('2026-04-01 09:00:01') });

  expect(missed).toMatchObject([{ clock: 'D1', at: at('2026-04-01 09:00') }]);
  expect(fields.size).toBe('big');
});

it('several events together meet a clock once the last of them has happened', () => {
  const state = (facts: readonly Fact[]) =>
    clocksOf(replay(shop, [registered, ...facts])).find(({ rule }) => rule.rule === 'D4');
  const answered = happened('2026-01-11 09:00', 'ticket.answered');
  const returned = happened('2026-01-12 09:00', 'goods.returned');

  expect(state([answered])).toMatchObject({ state: 'armed' });
  expect(state([answered, returned])).toMatchObject({ state: 'met', metAt: at('2026-01-12 09:00') });
});

it('a clock is due with the one it names, and was late when it ended after that', () => {
  const accepted = happened('2026-01-13 00:00:01', 'work.accepted');
  const clock = clocksOf(replay(shop, [registered, accepted])).find(({ rule }) => rule.rule === 'D5')!;

  expect(clock).toMatchObject({ state: 'met', due: { kind: 'at', at: at('2026-01-13 00:00') } });
  expect(isLate(clock, at('2026-01-14 00:00'))).toBe(true);
});

it('who consents depends on the case, and a limit without a number gets the instant that the consent names', () => {
  const granted = (set: Fact['set']) => {
    const facts = [
      happened('2026-01-10 09:00', 'ticket.registered', { set: set! }),
      happened('2026-01-11 09:00', 'extension.granted', { rule: 'D6', by: 'clerk', until: at('2026-01-20 09:00') }),
    ];
    return clocksOf(replay(shop, facts)).find(({ rule }) => rule.rule === 'D6')!;
  };

  expect(granted({ size: 'big' }).due).toEqual({ kind: 'at', at: at('2026-01-20 09:00') });
  expect(granted({ size: 'small' }).extensions).toMatchObject([{ result: 'noConsent' }]);
});
