import { literal, loadFiles, overlay } from '../procedure/folder.fixture.js';
import type { ProcedureText } from '../procedure/load.js';
import { loadRuleBook } from '../rule-book.js';
import { differencesOf } from './differences.js';
import { activeOn, approve, draft, validate, type ProcedureDocument } from './document.js';
import { tellDifferences } from './tell-differences.js';

const NAME = 'name: { zh: 名, en: Name }';
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
    const { procedures } = loadRuleBook(undefined, [county(OLD, NEW)]);
    const [before, after] = ['1', '2'].map((one) => procedures.of({ id: 'telecom-group/county', version: one }));

    expect(tellDifferences(before!, after!, 'zh')).toEqual(['修改 时限 D1 (答复客户)', '  时限: 36 小时 → 24 小时']);
    expect(tellDifferences(before!, after!, 'en')).toEqual([
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

  const added = tellDifferences(literal, group, 'en').join('\n');
  expect(added).toContain(
    'New clock accept (Acceptance by the branch)\n  may be changed below: replaced\n  from: dispatched\n  limit: 2 working hours\n',
  );
  expect(tellDifferences(group, literal, 'en')).toContain('Gone clock accept (Acceptance by the branch)');
});

it('tells conditions, decisions and effects in words, with the names of the reader', () => {
  const monitoring = current.of({ id: 'telecom-group/monitoring', version: '2026' });
  const hunan = current.of({ id: 'telecom-group/hunan', version: '2026' });
  const told = (language: 'zh' | 'en') => tellDifferences(monitoring, hunan, language).join('\n');

  expect(told('zh')).toContain('  新增: 橙色（投诉问题性质为重复，且客户等级为key-account）');
  expect(told('en')).toContain(
    '  New: orange if Nature of the complaint is repeat and level of the customer is key-account',
  );
  expect(told('zh')).not.toMatch(/[{}]|删除: 黄色/);
});

it('sees that a rule over many tickets counts by another key', () => {
  const counting = (key: string) =>
    literal(
      `lookBacks: [{ rule: three, ${NAME}, cite: { lines: '1' }, sets: often, key: [${key}], from: ticket.registered, atLeast: 3, countsItself: true }]`,
    );
  const [before] = loadFiles({ 'a.yaml': counting('division') }).all();
  const [after] = loadFiles({ 'a.yaml': counting('unit') }).all();

  expect(tellDifferences(before!, after!, 'en')).toEqual([
    'Changed rule over many tickets three (Name)',
    '  same: division → unit',
  ]);
});

it('keeps rules of one name on two levels apart', () => {
  const clock = (days: number, cited: string) =>
    `clocks: [{ rule: D1, ${NAME}, ${cited}, from: [ticket.registered], limit: { days: ${days} }, owner: clerk, metBy: [ticket.answered] }]`;
  const [law, , both] = loadFiles({
    'a.yaml': literal(clock(15, "cite: { lines: '1' }")),
    'b.yaml': literal(clock(9, "cite: { lines: '1' }"), 'bank'),
    'c.yaml': overlay('').replace(
      "extends: { procedure: shop, version: '1' }",
      "extends: [{ procedure: shop, version: '1' }, { procedure: bank, version: '1' }]",
    ),
  }).all();

  expect(differencesOf(law!, both!)).toMatchObject([{ section: 'clocks', rule: 'D1', before: null }]);
});

it('finds no difference between a version and itself', () => {
  for (const procedure of current.all()) expect(differencesOf(procedure, procedure)).toEqual([]);
});
