import type { Calendar } from '../calendar/calendar.js';
import { checkCircles } from './check-circles.js';
import { checkClocks, type PlaceOf } from './check-clocks.js';
import type { Path, Report } from './check-names.js';
import { checkStages } from './check-stages.js';
import type { Compiled } from './compile.js';
import type { ClockRule, Procedure } from './procedure.js';
import { readOtherwise } from './read-otherwise.js';
import type { Version } from './schema.js';

/** What can be seen only of a version put on what it extends, in every reading that it leaves open. */
export function checkWhole(
  compiled: Compiled,
  version: Version,
  calendarOf: (id: string) => Calendar,
  report: Report,
): void {
  const { procedure } = compiled;
  checkStages(procedure, version, report);
  for (const { read, placeOf } of readings(compiled, version, calendarOf)) {
    checkClocks(read, placeOf, report);
    checkCircles(read, placeOf, report);
  }
}

function* readings(
  compiled: Compiled,
  version: Version,
  calendarOf: (id: string) => Calendar,
): Generator<{ read: Procedure; placeOf: PlaceOf }> {
  const { procedure } = compiled;
  yield {
    read: procedure,
    placeOf: (clock) => placeIn(version, clock, procedure) ?? choiceFor(compiled, version, clock),
  };
  for (const [name, option] of Object.entries(version.options)) {
    for (const [choice, { clocks }] of Object.entries(option.choices)) {
      if (choice === option.default || Object.keys(clocks).length === 0) continue;
      yield {
        read: readOtherwise(compiled, { [name]: choice }, calendarOf),
        placeOf: ({ rule }) => (rule in clocks ? ['options', name, 'choices', choice, 'clocks', rule] : null),
      };
    }
  }
}

/** Where a version writes or changes a clock. */
function placeIn(version: Version, { rule, key, declaredBy }: ClockRule, { basis }: Procedure): Path | null {
  const own = declaredBy === basis.id ? version.clocks.findIndex((clock) => clock.rule === rule) : -1;
  if (own !== -1) return ['clocks', own];
  const changed = version.changes.findIndex(({ changes }) => [rule, key, `${declaredBy}/${rule}`].includes(changes));
  return changed === -1 ? null : ['changes', changed];
}

/** What a version chooses that changes a clock. */
function choiceFor({ choices }: Compiled, version: Version, { rule, declaredBy }: ClockRule): Path | null {
  const chosen = Object.entries(version.choose).find(([name, { is }]) => {
    const option = choices.get(name);
    return option?.declaredBy === declaredBy && rule in (option.choices[is]?.clocks ?? {});
  });
  return chosen ? ['choose', chosen[0]] : null;
}
