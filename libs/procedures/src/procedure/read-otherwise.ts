import type { Calendar } from '../calendar/calendar.js';
import { clockRules } from './compile/clocks.js';
import { readRules } from './compile/options.js';
import type { Compiled } from './compile.js';
import type { Procedure } from './procedure.js';

/** The procedure under other readings of its options. Throws `RangeError` on an option or a choice there is not. */
export function readOtherwise(
  { procedure, written, choices }: Compiled,
  chosen: Readonly<Record<string, string>>,
  calendarOf: (id: string) => Calendar,
): Procedure {
  const options = new Map(procedure.options);
  for (const [name, choice] of Object.entries(chosen)) {
    const option = options.get(name);
    if (!option)
      throw new RangeError(`there is no option "${name}"; there are: ${[...options.keys()].join(', ') || 'none'}`);
    if (!option.choices.has(choice)) {
      throw new RangeError(
        `"${choice}" is no choice of "${name}"; choose one of ${[...option.choices.keys()].join(', ')}`,
      );
    }
    options.set(name, { ...option, chosen: choice });
  }
  return {
    ...procedure,
    options,
    clocks: clockRules(written, options, choices, calendarOf),
    ...readRules(procedure, options, choices),
  };
}
