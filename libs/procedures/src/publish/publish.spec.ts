import type { ProcedureText } from '../procedure/load.js';
import { loadRuleBook } from '../rule-book.js';
import { differencesOf } from './differences.js';
import { activeOn, approve, draft, validate, type ProcedureDocument } from './document.js';
import { tellDifferences } from './tell-differences.js';

const version = (name: string, hours: number, period: string) => `
  - version: '${name}'
    ${period}
    extends: { procedure: telecom-group/limits, version: '2026' }
    changes:
      - { changes: D1, ours: Customers of the county wait less., limit: { hours: ${hours} } }
`;
const county = (...versions: string[]): ProcedureText => ({
  name: 'county.yaml',
  text: `id: telecom-group/county\nname: { zh: 县公司细则, en: Rules of the county }\nversions:${versions.join('')}`,
});
const OLD = version('1', 36, 'inForceUntil: 2026-12-31');
const NEW = version('2', 24, 'inForceFrom: 2027-01-01');

const current = loadRuleBook(undefined, [county(OLD)]).procedures;
const load = (text: ProcedureText) => loadRuleBook(undefined, [text]).procedures;
const validated = (text: ProcedureText): ProcedureDocument => validate(draft(text, 'li'), current, load);
const approved = (text: ProcedureText, today = '2026-11-26') =>
  approve(validated(text), 'wang', new Date('2026-11-26T02:00:00Z'), today);

describe('a document', () => {
  it('goes from draft over validated and approved to active from the day of its version', () => {
    const document = approved(county(OLD, NEW));

    expect(document).toMatchObject({ state: 'approved', approvedBy: 'wang' });
    expect(activeOn(document, '2026-12-31')).toEqual([]);
    expect(activeOn(document, '2027-01-01')).toMatchObject([{ version: '2', kind: 'added' }]);
  });

  it('says in words, in both languages, what its new version changes', () => {
    const document = validated(county(OLD, NEW));

    const [change] = document.state === 'validated' ? document.versions : [];
    expect(tellDifferences(change!.differences, 'zh')).toEqual([
      '修改 时限 D1 (答复客户)',
      '  时限: 36 小时 → 24 小时',
    ]);
    expect(tellDifferences(change!.differences, 'en')).toEqual([
      'Changed clock D1 (Answer to the customer)',
      '  limit: 36 hours → 24 hours',
    ]);
  });

  it('stays a draft with its problems while it is wrong', () => {
    const overlapping = version('2', 24, 'inForceFrom: 2026-12-01');

    expect(validated(county(OLD, overlapping))).toMatchObject({
      state: 'draft',
      problems: [{ file: 'county.yaml', message: expect.stringContaining('overlaps "1"') }],
    });
  });

  it('is a correction where it changes a version that was published', () => {
    const document = approved(county(version('1', 30, 'inForceUntil: 2026-12-31')));

    expect(activeOn(document, '2026-11-26')).toMatchObject([{ version: '1', kind: 'correction' }]);
  });

  it.each<[string, () => unknown, string]>([
    [
      'that nobody has validated',
      () => approve(draft(county(NEW), 'li'), 'wang', new Date(0), '2026-11-26'),
      'validate it',
    ],
    [
      'by whoever wrote it',
      () => approve(validated(county(OLD, NEW)), 'li', new Date(0), '2026-11-26'),
      'somebody else',
    ],
    ['that changes nothing', () => approved(county(OLD)), 'changes nothing'],
    ['that reaches into the past', () => approved(county(OLD, NEW), '2027-01-02'), 'must be 2027-01-02 or later'],
    ['twice', () => approve(approved(county(OLD, NEW)), 'zhao', new Date(0), '2026-11-26'), 'is approved already'],
  ])('is not approved: %s', (_why, approving, said) => {
    expect(approving).toThrow(said);
  });
});

it('tells rules that are new and rules that are gone', () => {
  const literal = current.of({ id: 'telecom-group-2019', version: '2019' });
  const group = current.of({ id: 'telecom-group/limits', version: '2026' });

  expect(tellDifferences(differencesOf(literal, group), 'en')).toContain('New clock accept (Acceptance by the branch)');
  expect(tellDifferences(differencesOf(group, literal), 'en')).toContain(
    'Gone clock accept (Acceptance by the branch)',
  );
});

it('finds no difference between a version and itself', () => {
  for (const procedure of current.all()) expect(differencesOf(procedure, procedure)).toEqual([]);
});
