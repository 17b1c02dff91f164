import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadOrganisations } from './load.js';
import type { DataProblem } from '../load/problem.js';
import { InvalidOrganisation } from './problem.js';

describe('loading an organisation', () => {
  it('names every problem of every file at once, with its line', () => {
    const problems = problemsAfter({
      'organisation.yaml': (text) => text.replace('Asia/Shanghai', 'Asia/Nowhere'),
      'sources.yaml': (text) =>
        `${text}  - { id: kiosk, division: '99', channelLevel: province, name: { zh: 自助, en: Kiosk } }\n`,
      'dispatch.yaml': (text) =>
        text
          .replace('source: ours', 'source: ours\ncolour: red')
          .replace('{ unit: billing }', '{ unit: bilking }')
          .replace('[roaming]', '[roming]')
          .replace("to: { division: '00' }", "to: { division: '00' }\n  - { rule: too-late, to: { division: g1 } }"),
      'provinces/43.yaml': (text) =>
        text.replace("id: '430200', kind: city, superior: centre", "id: '430200', kind: city, superior: center"),
    });

    expect(problems.map(({ file, message }) => `${file}: ${message}`).sort()).toEqual(
      [
        'telecom-group/dispatch.yaml: unknown key "colour"; there are basis, version, source, divisions, units, afterReturn',
        'telecom-group/dispatch.yaml: unknown unit "bilking": no division has it',
        'telecom-group/dispatch.yaml: unknown category "roming"',
        'telecom-group/dispatch.yaml: rule "too-late" is never reached: "group-department" before it always fits',
        'telecom-group/organisation.yaml: timeZone: must be an IANA time zone, such as Asia/Shanghai',
        'telecom-group/provinces/43.yaml: unit "430200" of division "43": unknown superior "center"',
        'telecom-group/sources.yaml: unknown division "99"',
      ].sort(),
    );
  });

  it('points at the line of the problem', () => {
    const text = bundled('dispatch.yaml').replace('{ unit: billing }', '{ unit: bilking }');
    const line = text.split('\n').findIndex((one) => one.includes('bilking')) + 1;

    const [problem] = problemsAfter({ 'dispatch.yaml': () => text });

    expect(problem).toMatchObject({ line });
    expect(line).toBeGreaterThan(1);
  });

  it.each<[string, string, (text: string) => string, string]>([
    [
      'no last rule for units',
      'dispatch.yaml',
      (text) => text.replace('  - rule: fallback\n    to: { fallback: true }\n', ''),
      'missing fallback: the last rule must have no condition and to: { fallback: true }',
    ],
    [
      'no last rule for divisions',
      'dispatch.yaml',
      (text) => text.replace("  - rule: group-department\n    to: { division: '00' }\n", ''),
      'missing fallback: the last rule must have no condition and to: { division: ... }',
    ],
    [
      'a division without a unit to fall back on',
      'divisions.yaml',
      (text) => text.replace('fallbackUnit: service', 'fallbackUnit: servant'),
      'missing fallback: division "00" has no unit "servant"',
    ],
    [
      'an expression where a predicate belongs',
      'dispatch.yaml',
      (text) => text.replace('when: { category: [roaming] }', 'when: "category == roaming"'),
      'divisions.2.when: must be a table such as',
    ],
    [
      'an unknown predicate',
      'dispatch.yaml',
      (text) => text.replace('{ category: [roaming] }', '{ categorie: [roaming] }'),
      'divisions.2.when: unknown key "categorie"',
    ],
    [
      'two predicates without all or any',
      'dispatch.yaml',
      (text) => text.replace('{ category: [roaming] }', '{ category: [roaming], channelLevel: [group] }'),
      'divisions.2.when: must hold exactly one predicate; join several with all, any or not',
    ],
    [
      'two targets',
      'dispatch.yaml',
      (text) => text.replace('{ unit: billing }', '{ unit: billing, fallback: true }'),
      'units.4.to: must name exactly one target',
    ],
    [
      'a rule id twice',
      'dispatch.yaml',
      (text) => text.replace('rule: billing-department', 'rule: network-department'),
      '"network-department" is there twice',
    ],
    [
      'a unit that is its own superior',
      'divisions.yaml',
      (text) =>
        text.replace('{ id: service, kind: department,', '{ id: service, kind: department, superior: marketing,'),
      'unit "service" of division "00" is its own superior',
    ],
    [
      'a name that no topic can have',
      'sources.yaml',
      (text) => text.replace('id: miit,', 'id: MIIT,'),
      'sources.34.id: must be 1 to 16 of a-z, 0-9 and -',
    ],
    [
      'a code without quotes, which YAML reads as a number',
      'sources.yaml',
      (text) => text.replace("division: '11'", 'division: 11'),
      "sources.0.division: must be a text: put it in quotation marks, '11'",
    ],
    [
      'a class code twice',
      'categories.yaml',
      (text) => text.replace('code: iptv-outage', 'code: iptv-stutter'),
      'category "iptv-stutter" is there twice',
    ],
    [
      'a class without its digits of the unified code',
      'categories.yaml',
      (text) => text.replace("  - code: billing\n    number: '02'\n", '  - code: billing\n'),
      'category "billing" has no number for its unified code',
    ],
    [
      'the digits of a class given to another one beside it',
      'categories.yaml',
      (text) => text.replace("  - code: billing\n    number: '02'\n", "  - code: billing\n    number: '01'\n"),
      'number "01" is there twice at this level',
    ],
    [
      'a class below the last level that is named',
      'categories.yaml',
      (text) => text.replace('  - { zh: 责任环节, en: Responsible link }\n', ''),
      'is deeper than the 6 levels that are named',
    ],
    [
      'an audit by a division that is none',
      'audit.yaml',
      (text) => text.replace('by: g1', 'by: g9'),
      'unknown division "g9"',
    ],
    [
      'an audit of slips of a division that is none',
      'audit.yaml',
      (text) => text.replace('slipsOf: [g1]', 'slipsOf: [g1, g9]'),
      'unknown division "g9"',
    ],
    [
      'a division that audits its own slips',
      'audit.yaml',
      (text) => text.replace("by: '00'", 'by: g1'),
      'division "g1" would audit its own slips; another one must',
    ],
    [
      'slips that nobody audits',
      'audit.yaml',
      (text) => text.replace('{ rule: centre-audits,', "{ rule: centre-audits, slipsOf: ['44'],"),
      'nobody audits the slips of division "43"',
    ],
    [
      'an audit as a right of a topic',
      'by-topic.yaml',
      (text) => text.replace('[accept,', '[approveReply, accept,'),
      'rules.0.actions.0',
    ],
    ['a key twice', 'organisation.yaml', (text) => `${text}id: again\n`, 'duplicated mapping key'],
    [
      'a province that is not there',
      'provinces/11.yaml',
      (text) => text.replace("division: '11'", "division: '99'"),
      'unknown province "99"',
    ],
    [
      'a province written down twice',
      'provinces/11.yaml',
      (text) => text.replace("division: '11'", "division: '43'"),
      'province "43" has another file already',
    ],
  ])('refuses %s', (_what, file, change, message) => {
    const problems = problemsAfter({ [file]: change });

    expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
  });

  it('refuses a folder without a file it needs', () => {
    const folder = copyOfBundled();
    rmSync(join(folder, 'telecom-group/sources.yaml'));

    expect(() => loadOrganisations(folder)).toThrow('telecom-group/sources.yaml:1: the file is missing');
  });
});

const DATA = join(__dirname, '../../data/organisations');
const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const bundled = (file: string) => readFileSync(join(DATA, 'telecom-group', file), 'utf8');

function copyOfBundled(): string {
  const folder = mkdtempSync(join(tmpdir(), 'organisations-'));
  folders.push(folder);
  cpSync(DATA, folder, { recursive: true });
  return folder;
}

function problemsAfter(changes: Record<string, (text: string) => string>): readonly DataProblem[] {
  const folder = copyOfBundled();
  for (const [file, change] of Object.entries(changes)) {
    const changed = change(bundled(file));
    if (changed === bundled(file)) throw new Error(`the change of ${file} changes nothing`);
    writeFileSync(join(folder, 'telecom-group', file), changed);
  }
  try {
    loadOrganisations(folder);
  } catch (error) {
    if (error instanceof InvalidOrganisation) {
      return error.problems.map((problem) => ({ ...problem, file: relative(folder, problem.file) }));
    }
    throw error;
  }
  return [];
}
