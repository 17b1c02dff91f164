import fc from 'fast-check';
import { join } from 'node:path';
import { fieldsFrom } from '../conditions/decide.js';
import { calendars, literal, loadFiles } from '../procedure/folder.fixture.js';
import { loadProcedures } from '../procedure/load.js';
import type { Procedure } from '../procedure/procedure.js';
import { at } from '../time/at.fixture.js';
import { clocksOf, isLate } from './clock-state.js';
import type { Fact } from './fact.js';
import { replay } from './replay.js';
import { replayIndex } from './replay-index.js';

const book = loadProcedures(join(import.meta.dirname, '../../data/procedures'), calendars);

const named = "name: { zh: 时限, en: Limit }, cite: { lines: '1' }";
/** Misses that start each other's clocks, change what clocks apply by, and end the ticket in the end. */
const chain = loadFiles({
  'a.yaml': literal(`clocks:
  - { rule: D1, ${named}, from: [ticket.registered], limit: { hours: 5 }, owner: clerk, metBy: [ticket.answered], pauses: [{ from: work.paused, until: work.resumed }], onMiss: [{ set: { damaged: true } }] }
  - { rule: D2, ${named}, from: [clock.missed/D1], limit: { workingDays: 2 }, owner: clerk, metBy: [ticket.answered], onMiss: [{ set: { size: big } }] }
  - { rule: D3, ${named}, from: [ticket.registered, goods.returned], when: { damaged: true }, limit: { days: 4 }, owner: clerk, metBy: [work.returned], onMiss: [{ happens: work.urged }] }
  - { rule: D4, ${named}, from: [work.urged, clock.missed/D2], when: { size: [big] }, limit: { workingHours: 30 }, owner: clerk, metBy: [ticket.answered], onMiss: [{ happens: ticket.withdrawn }] }`),
}).all()[0]!;

const START = at('2026-02-10 09:00');
const HOUR = 3_600_000;

/** Values of fields that a rule of the procedure may look at. */
const fieldsOf = (procedure: Procedure): fc.Arbitrary<Fact['set']> => {
  const known = [...procedure.fields].flatMap(([name, type]): fc.Arbitrary<NonNullable<Fact['set']>>[] => {
    if (type.type === 'flag') return [fc.boolean().map((value) => ({ [name]: value }))];
    return type.type === 'choice' && type.values !== 'any'
      ? [fc.constantFrom(...type.values).map((value) => ({ [name]: value }))]
      : [];
  });
  return fc.oneof(fc.constant<NonNullable<Fact['set']>>({}), ...known);
};

/** Facts that a procedure looks at, in the order they were recorded, with events of its own among them. */
const factsOf = (procedure: Procedure) => {
  const events = procedure.clocks.flatMap(({ from, metBy, endedBy }) => [...from, ...metBy, ...endedBy]);
  const fact = fc.record({
    fact: fc.constantFrom(
      ...['ticket.registered', 'work.paused', 'work.resumed', 'ticket.answered', 'work.returned'],
      ...events.filter((event) => !event.startsWith('clock.missed/')),
    ),
    after: fc.integer({ min: 0, max: 400 }),
    set: fieldsOf(procedure),
  });
  return fc.array(fact, { maxLength: 15 }).map((entries) => {
    let now = START;
    return entries.map(({ fact: name, after, set }): Fact => {
      now += after * HOUR;
      return { fact: name, recordedAt: now, occurredAt: now, set: set! };
    });
  });
};
/** Every second one of a procedure whose misses change something: they start clocks, set fields, close tickets. */
const changing = book.all().filter((procedure) => replayIndex(procedure).eventful.includes(true));
/** By name, so that a history that fails can be read. */
const byName = new Map([...book.all(), chain].map((procedure) => [nameOf(procedure), procedure]));
const histories = fc
  .oneof(fc.constantFrom(...byName.keys()), fc.constantFrom(...[chain, ...changing].map(nameOf)))
  .chain((name) => factsOf(byName.get(name)!).map((facts) => ({ name, facts })));

function nameOf({ basis }: Procedure): string {
  return `${basis.id} ${basis.version}`;
}

it('replaying in one pass is replaying fact by fact, asked at any time between', () => {
  const looks = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(histories, looks, fc.integer({ min: 0, max: 5000 }), ({ name, facts }, percents, more) => {
      const procedure = byName.get(name)!;
      const now = (facts.at(-1)?.recordedAt ?? START) + more * HOUR;
      const stepwise = facts.reduce(
        (before, fact, nth) => {
          const last = facts[nth - 1]?.recordedAt ?? START;
          const between = last + Math.round(((fact.recordedAt - last) * percents[nth]!) / 100);
          return replay(procedure, [fact], { from: replay(procedure, [], { from: before, now: between }) });
        },
        replay(procedure, []),
      );

      expect(replay(procedure, [], { from: stepwise, now })).toEqual(replay(procedure, facts, { now }));
    }),
    { numRuns: 400 },
  );
});

it('a miss that replay notices is a clock that is late from that instant on, and none is overlooked', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 5000 }), ({ name, facts }, more) => {
      const procedure = byName.get(name)!;
      const now = (facts.at(-1)?.recordedAt ?? START) + more * HOUR;
      const { missed } = replay(procedure, facts, { now });

      for (const { clock: key, run, at: noticed } of missed) {
        const known = facts.filter(({ recordedAt }) => recordedAt <= noticed);
        const clock = clocksOf(replay(procedure, known, { now: noticed })).find(
          ({ rule, number }) => rule.key === key && number === run,
        )!;
        const due = clock.due.kind === 'at' ? clock.due.at : Infinity;
        // Not at the due instant itself; where that was past when it became known, at once.
        expect(noticed).toBeGreaterThanOrEqual(due);
        expect([isLate(clock, noticed), isLate(clock, noticed + 1)]).toEqual([noticed > due, true]);
        if (noticed > due) expect(facts.map(({ recordedAt }) => recordedAt)).toContain(noticed);
      }
      const times = missed.map(({ at: when }) => when);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      const noticed = missed.map(({ clock, run }) => `${clock}/${run}`);
      const eventful = new Set(procedure.clocks.filter(({ at: place }) => replayIndex(procedure).eventful[place]));
      const late = clocksOf(replay(procedure, facts, { now })).filter(
        (clock) => eventful.has(clock.rule) && clock.endedAt === null && isLate(clock, now),
      );
      expect(noticed).toEqual(expect.arrayContaining(late.map(({ rule, number }) => `${rule.key}/${number}`)));
    }),
    { numRuns: 400 },
  );
});

it('what was decided on the way is what the same fields decide at once, and so is which clocks apply', () => {
  fc.assert(
    fc.property(histories, ({ name, facts }) => {
      const procedure = byName.get(name)!;
      const { said, stage, fields, runs } = replay(procedure, facts);

      expect(fields).toEqual(fieldsFrom(procedure, { ...said, stage }));
      for (const run of runs.map((ofRule) => ofRule.at(-1))) {
        if (run?.end === null) expect([run.rule.key, run.applies]).toEqual([run.rule.key, run.rule.when.holds(fields)]);
      }
    }),
    { numRuns: 300 },
  );
});

it('a due time is never before its start, and a clock that was met in time is not late', () => {
  fc.assert(
    fc.property(histories, ({ name, facts }) => {
      const procedure = byName.get(name)!;
      for (const { due, startedAt, metAt, rule, state, ...clock } of clocksOf(replay(procedure, facts))) {
        if (due.kind !== 'at' || rule.limit.kind !== 'measured') continue;
        expect(due.at).toBeGreaterThanOrEqual(startedAt);
        if (metAt !== null && metAt <= due.at) expect(isLate({ due, state, ...clock }, metAt + HOUR)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

it('a pause never makes a clock due earlier', () => {
  const pausing = loadFiles({
    'a.yaml': literal(`clocks:
  - rule: D1
    name: { zh: 时限, en: Limit }
    cite: { lines: '1' }
    from: [ticket.registered]
    limit: { workingHours: 20 }
    owner: clerk
    metBy: [ticket.answered]
    pauses: [{ from: work.paused, until: work.resumed }]`),
  }).all()[0]!;
  const due = (facts: readonly Fact[]) => {
    const [clock] = clocksOf(replay(pausing, facts));
    return clock!.due.kind === 'at' ? clock!.due.at : 0;
  };
  const fact = (name: string, hours: number): Fact => ({
    fact: name,
    recordedAt: START + hours * HOUR,
    occurredAt: START + hours * HOUR,
  });

  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (from, lasts) => {
      const registered = fact('ticket.registered', 0);
      const paused = [registered, fact('work.paused', from), fact('work.resumed', from + lasts)];

      expect(due(paused)).toBeGreaterThanOrEqual(due([registered]));
    }),
  );
});
