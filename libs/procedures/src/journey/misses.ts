import { clocksOf } from '../clocks/clock-state.js';
import { replay } from '../clocks/replay.js';
import { replayIndex } from '../clocks/replay-index.js';
import type { FieldValue } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Miss, Nature } from '../procedures.js';
import type { Timeline } from '../timeline.js';
import { factOf } from './clocks.js';

const NATURES: readonly (FieldValue | undefined)[] = ['ordinary', 'repeat', 'major'] satisfies Nature[];

/** What was missed under each procedure; a clock that two have from the same level, once. */
export function missesBy(procedures: readonly Procedure[], timeline: Timeline, now: Date): Miss[] {
  const eventful = procedures.filter((procedure) => replayIndex(procedure).eventfulClocks.size > 0);
  const facts = eventful.length > 0 ? timeline.map(factOf) : [];
  const misses = new Map<string, Miss>();
  for (const procedure of eventful) {
    const state = replay(procedure, facts, { now: now.getTime() });
    const reasons = new Map(clocksOf(state).map(({ id, reason }) => [id, reason]));
    for (const { id, due, happened, set, decided } of state.missed) {
      const known = misses.get(`${id} ${due}`);
      misses.set(`${id} ${due}`, {
        clockId: id,
        dueAt: new Date(due),
        happens: [...new Set([...(known?.happens ?? []), ...happened])],
        sets: { ...known?.sets, ...set },
        nature: NATURES.includes(decided.nature) ? (decided.nature as Nature) : (known?.nature ?? null),
        reason: known?.reason ?? reasons.get(id)!,
      });
    }
  }
  return [...misses.values()].sort((one, other) => +one.dueAt - +other.dueAt);
}
