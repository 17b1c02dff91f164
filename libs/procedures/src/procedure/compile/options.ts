import type { Compiling } from '../compile.js';
import type { Option } from '../procedure.js';

/** Each option with what is chosen: the default of the text's level, or the last overlay's choice. */
export function optionsOf(
  above: ReadonlyMap<string, Option> | undefined,
  { version, because }: Compiling,
): Map<string, Option> {
  const options = new Map(above);
  for (const [name, entry] of Object.entries(version.options)) {
    options.set(name, {
      name: entry.name,
      choices: new Map(Object.entries(entry.choices).map(([choice, { name: said }]) => [choice, said])),
      chosen: entry.default,
      reason: because(name, entry),
    });
  }
  for (const [name, { is, ...cited }] of Object.entries(version.choose)) {
    const option = options.get(name);
    if (option) options.set(name, { ...option, chosen: is, reason: because(name, cited) });
  }
  return options;
}
