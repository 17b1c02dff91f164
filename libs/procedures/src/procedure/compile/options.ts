import type { Choices, Compiling } from '../compile.js';
import type { DutyRule, LookBackRule, Option, Procedure, Rule } from '../procedure.js';

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

/** What the choices made say about one rule of a section; an option reads only rules of the procedure that has it. */
export function partsChosen<S extends 'clocks' | 'lookBacks' | 'duties'>(
  section: S,
  { rule, declaredBy }: { rule: string; declaredBy: string },
  options: ReadonlyMap<string, Option>,
  choices: Choices,
): NonNullable<Choice[S][string]>[] {
  return [...options].flatMap(([name, { chosen }]) => {
    const option = choices.get(name);
    return option?.declaredBy === declaredBy ? (option.choices[chosen]?.[section][rule] ?? []) : [];
  }) as NonNullable<Choice[S][string]>[];
}

type Choice = NonNullable<ReturnType<Choices['get']>>['choices'][string];

/** The rules that the choices made read otherwise. */
export function readRules(
  { lookBacks, duties }: Pick<Procedure, 'lookBacks' | 'duties'>,
  options: ReadonlyMap<string, Option>,
  choices: Choices,
): { lookBacks: LookBackRule[]; duties: DutyRule[] } {
  const parts = (section: 'lookBacks' | 'duties', rule: Rule) =>
    Object.assign({}, ...partsChosen(section, rule, options, choices)) as object;
  return {
    lookBacks: lookBacks.map((rule) => rule.read(parts('lookBacks', rule))),
    duties: duties.map((rule) => rule.read(parts('duties', rule))),
  };
}
