import fc from 'fast-check';
import { join } from 'node:path';
import { fieldsFrom } from '../conditions/decide.js';
import { calendars, literal, loadFiles, overlay } from '../procedure/folder.fixture.js';
import { loadProcedures } from '../procedure/load.js';
import type { Procedure } from '../procedure/procedure.js';
import { at } from '../time/at.fixture.js';
import { clocksOf, isLate } from './clock-state.js';
import type { Fact } from './fact.js';
import { replay } from './replay.js';

const book = loadProcedures(join(import.meta.dirname, '../../data/procedures'), calendars);
const procedures = fc.constantFrom(...book.all());

const START = at('2026-02-10 09:00');
const HOUR = 3_600_000;

/** Facts that any procedure looks at, in the order they were recorded, with events of the procedure's own among them. */
const factsOf = (procedure: Procedure) => {
  const events = [...procedure.clocks.flatMap(({ from, metBy, endedBy }) => [...from, ...metBy, ...endedBy])];
  const fact = fc.record({
    fact: fc.constantFrom('ticket.registered', 'work.paused', 'work.resumed', 'ticket.answered', ...events),
    after: fc.integer({ min: 0, max: 400 }),
    set: fc.constantFrom<Fact['set']>({}, { verified: 'true' }, { severity: 'major' }, { channelLevel: 'appeal' }),
  });
  return fc.array(fact, { maxLength: 15 }).map((entries) => {
    let now = START;
    return entries.map(({ fact: name, after, set }): Fact => {
      now += after * HOUR;
      return { fact: name, recordedAt: now, occurredAt: now, set: set! };
    });
  });
};
const histories = procedures.chain((procedure) => factsOf(procedure).map((facts) => ({ procedure, facts })));

it('replaying in one pass is replaying fact by fact, at any time between', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 5000 }), ({ procedure, facts }, more) => {
      const now = (facts.at(-1)?.recordedAt ?? START) + more * HOUR;
      const stepwise = facts.reduce(
        (from, fact) => replay(procedure, [fact], { from: replay(procedure, [], { from, now: fact.recordedAt }) }),
        replay(procedure, []),
      );

      expect(replay(procedure, [], { from: stepwise, now })).toEqual(replay(procedure, facts, { now }));
    }),
    { numRuns: 300 },
  );
});

it('what was decided on the way is what the same fields decide at once, and so is which clocks apply', () => {
  fc.assert(
    fc.property(histories, ({ procedure, facts }) => {
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
    fc.property(histories, ({ procedure, facts }) => {
      for (const { due, startedAt, metAt, rule, state, ...clock } of clocksOf(procedure, replay(procedure, facts))) {
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
    const [clock] = clocksOf(pausing, replay(pausing, facts));
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

it('an overlay changes only what it names', () => {
  const name = 'name: { zh: 时限, en: Limit }';
  const clock = (rule: string, days: number) =>
    `  - { rule: ${rule}, ${name}, cite: { lines: '1' }, from: [ticket.registered], limit: { days: ${days} }, owner: clerk, metBy: [ticket.answered], onMiss: [{ notify: clerk }] }`;

  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (one, two, ours) => {
        fc.pre(ours <= one);
        const files = {
          'a.yaml': literal(`clocks:\n${clock('D1', one)}\n${clock('D2', two)}`),
          'b.yaml': overlay(`changes: [{ changes: D1, ours: why, limit: { days: ${ours} } }]`),
        };
        const loaded = loadFiles(files);
        const above = loaded.of({ id: 'shop', version: '1' });
        const below = loaded.of({ id: 'shop-ours', version: '1' });
        const facts: Fact[] = [{ fact: 'ticket.registered', recordedAt: START, occurredAt: START }];
        const dueOf = (procedure: Procedure) =>
          Object.fromEntries(
            clocksOf(procedure, replay(procedure, facts)).map((state) => [state.rule.rule, state.due]),
          );

        expect(dueOf(below)).toEqual({
          ...dueOf(above),
          D1: { kind: 'at', at: at('2026-02-11 00:00') + ours * 24 * HOUR },
        });
        const { reason: _, limit: _limit, ...unchanged } = below.clocks[0]!;
        expect(unchanged).toMatchObject({ owner: 'clerk', key: 'D1', onMiss: [{ entry: { notify: 'clerk' } }] });
        expect(below.clocks[1]!.reason).toEqual(above.clocks[1]!.reason);
      },
    ),
    { numRuns: 30 },
  );
});
