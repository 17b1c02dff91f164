import type { BasisVersion } from '../answer.js';
import { wavesIn } from '../cases/waves.js';
import { fieldsOf } from '../conditions/condition.js';
import { PLATFORM_FIELDS, type Fields, type FieldValue } from '../conditions/fields.js';
import { earliestStart, mostOf } from '../look-back/look-back.js';
import type { CaseRule, LookBackRule, Procedure } from '../procedure/procedure.js';
import type { AskedForCases, CasePlace, RuleOfCases } from '../procedures.js';
import type { Applied } from './applied.js';

/** The rules of a procedure over many tickets, by the case that they open. */
const known = new WeakMap<CaseRule, readonly LookBackRule[]>();

function countingFor(rule: CaseRule, { lookBacks }: Procedure): readonly LookBackRule[] {
  const before = known.get(rule);
  if (before) return before;
  const counting = lookBacks.filter(({ sets, countsItself }) => countsItself && rule.gathers.includes(sets));
  known.set(rule, counting);
  return counting;
}

const idOf = ({ declaredBy, rule }: CaseRule) => `${declaredBy}/${rule}`;

export function askedForCases(applied: Applied, organisation: string): AskedForCases[] {
  return applied.ever(organisation).flatMap((procedure) =>
    procedure.cases.flatMap((rule): AskedForCases[] => [
      {
        fields: [...fieldsOf(rule.leaves.says), ...fieldsOf(rule.confirmed.when.says)],
        events: [],
        reason: rule.reason,
      },
      ...countingFor(rule, procedure).map(({ key, distinct, when, from, reason }) => ({
        fields: [...key, ...(distinct === null ? [] : [distinct]), ...fieldsOf(when.says)],
        events: [from],
        reason,
      })),
    ]),
  );
}

export function casePlacesOf(applied: Applied, bases: readonly BasisVersion[], fields: Fields): CasePlace[] {
  return applied.of(bases).flatMap((procedure) =>
    procedure.cases.flatMap((rule): CasePlace[] => {
      const counting = countingFor(rule, procedure);
      const key = keyOf(counting[0]?.key ?? [], fields);
      if (key === null || !counting.some((lookBack) => mayCount(lookBack, fields))) return [];
      return [{ rule: idOf(rule), basis: procedure.basis, key }];
    }),
  );
}

/** What a check may find; a complaint that counts by one of its findings is looked at for every one. */
const FINDINGS = [undefined, ...(PLATFORM_FIELDS['verified'] as { values: readonly string[] }).values];

const mayCount = ({ when, atLeast }: LookBackRule, fields: Fields) =>
  atLeast !== null && FINDINGS.some((verified) => when.holds({ ...fields, verified }));

/** Nothing can be the same as what is not known. */
function keyOf(names: readonly string[], fields: Fields): Record<string, FieldValue> | null {
  const known = names.map((name) => [name, fields[name]] as const);
  const whole = names.length > 0 && known.every(([, value]) => value !== undefined);
  return whole ? (Object.fromEntries(known) as Record<string, FieldValue>) : null;
}

export function ruleOfCases(applied: Applied, { basis, rule: id }: Omit<CasePlace, 'key'>): RuleOfCases {
  const [procedure] = applied.of([basis]);
  const rule = procedure!.cases.find((one) => idOf(one) === id);
  if (!rule) throw new Error(`${basis.id} ${basis.version} has no rule of cases "${id}"`);
  const counting = countingFor(rule, procedure!);
  return {
    name: rule.name,
    reason: rule.reason,
    confirmedFrom: rule.confirmed.atLeast,
    since: (at) => {
      const spans = [...counting.map(({ within }) => within), ...(rule.sameWave ? [rule.sameWave] : [])];
      return Math.min(...spans.map((within) => earliestStart({ within }, at)));
    },
    waves: (seen) => wavesIn(rule, counting, seen),
    found: (seen) => seen.filter(({ fields }) => rule.confirmed.when.holds(fields)).length,
    counts: (seen) =>
      counting.map((lookBack) => ({
        counted: mostOf(
          lookBack,
          seen.filter(({ fields }) => !rule.leaves.holds(fields)),
        ),
        atLeast: lookBack.atLeast!,
        why: lookBack.reason,
      })),
  };
}
