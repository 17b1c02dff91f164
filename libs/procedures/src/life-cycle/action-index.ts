import { fieldsOf } from '../conditions/condition.js';
import type { ActionRule, Procedure } from '../procedure/procedure.js';

/** Stands for every action in a rule. */
export const ANY = 'any';

type Acting = Pick<Procedure, 'actions'>;

/** The rules about an action, in the order of the procedure. */
export function rulesAbout({ actions }: Acting, action: string): readonly ActionRule[] {
  const { about, aboutAny } = actionIndex(actions);
  return about.get(action) ?? aboutAny;
}

/** Every field that the rules about actions test or require. */
export function fieldsOfActions({ actions }: Acting): readonly string[] {
  return actionIndex(actions).fields;
}

interface ActionIndex {
  about: ReadonlyMap<string, readonly ActionRule[]>;
  aboutAny: readonly ActionRule[];
  fields: readonly string[];
}

const indices = new WeakMap<readonly ActionRule[], ActionIndex>();

/** Made once for the rules of a procedure: they are asked about every action of every ticket. */
function actionIndex(rules: readonly ActionRule[]): ActionIndex {
  const known = indices.get(rules);
  if (known) return known;
  const about = (action: string) => rules.filter(({ actions }) => actions.includes(action) || actions.includes(ANY));
  const named = rules.flatMap(({ actions }) => actions);
  const index = {
    about: new Map([...new Set(named)].map((action) => [action, about(action)])),
    aboutAny: about(ANY),
    fields: [...new Set(rules.flatMap(fieldsOfRule))],
  };
  indices.set(rules, index);
  return index;
}

const fieldsOfRule = ({ when, requires: { fields, consent } }: ActionRule) => [
  ...fieldsOf(when.says),
  ...fields,
  ...consent.flatMap((one) => fieldsOf(one.when.says)),
];
