import { BRANCH_ACTIONS, loadRuleBook, type Procedure } from '@cc/procedures';
import { attempt } from '../attempt.js';
import { aTicket, group, rules } from '../rules.fixture.js';
import { SAID_BY_PARTS } from './brought.js';

/** The procedures that tickets of the group run under, and the telecom ones that it may apply. */
const telecom: Procedure[] = loadRuleBook()
  .procedures.all()
  .filter(
    ({ basis, extends: levels }) =>
      [basis, ...levels].some(({ id }) => id.startsWith('telecom')) ||
      group.organisation.procedures.some(({ procedure }) => procedure === basis.id),
  );

const demands = telecom.flatMap(({ basis, actions }) =>
  actions.flatMap(({ actions: all, rule, requires }) =>
    BRANCH_ACTIONS.filter((action) => all.includes(action) || all.includes('any')).flatMap((action) => [
      ...requires.fields.map((what) => ({ basis, rule, action, kind: 'fields' as const, what })),
      ...requires.documents.map((what) => ({ basis, rule, action, kind: 'documents' as const, what })),
      ...requires.consent.map(({ role: what }) => ({ basis, rule, action, kind: 'roles' as const, what })),
    ]),
  ),
);

describe('what the telecom rules require of the actions of a branch', () => {
  it.each(demands)('$basis.id $rule: $what of $action is said by a part of it, or can be brought', (demand) => {
    const { basis, action, kind, what } = demand;
    const parts = kind === 'roles' ? {} : (SAID_BY_PARTS[action][kind] ?? {});
    const known = attempt(aTicket(), action, 'handler').known!;

    const isSaid = what in parts || (kind === 'fields' && known[what] !== undefined);

    expect(isSaid || rules.procedures.words([basis])[kind].has(what)).toBe(true);
  });

  it('is something: a table of nothing proves nothing', () => {
    expect(new Set(demands.map(({ action }) => action))).toEqual(
      new Set(['return', 'reply', 'requestExtension', 'close']),
    );
  });
});

it('every word of the table is one of the telecom rules', () => {
  const words = rules.procedures.words(telecom.map(({ basis }) => basis));

  const unknown = Object.values(SAID_BY_PARTS).flatMap(({ fields = {}, documents = {} }) => [
    ...Object.keys(fields).filter((field) => !words.fields.has(field)),
    ...Object.keys(documents).filter((kind) => !words.documents.has(kind)),
  ]);

  expect(unknown).toEqual([]);
});
