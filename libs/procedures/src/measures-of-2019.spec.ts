import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gapsOf } from './gaps/gaps.js';
import { ruleIds } from './procedure/rule-ids.js';
import { loadRuleBook } from './rule-book.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/telecom-group-2019.md'), 'utf8');
const { procedures } = loadRuleBook();

const LEVELS = {
  '2019': procedures.of({ id: 'telecom-group-2019', version: '2019' }),
  limits: procedures.of({ id: 'telecom-group/limits', version: '2026' }),
  handling: procedures.of({ id: 'telecom-group/handling', version: '2026' }),
  monitoring: procedures.of({ id: 'telecom-group/monitoring', version: '2026' }),
  indicators: procedures.of({ id: 'telecom-group/indicators', version: '2026' }),
};
const measures = LEVELS['2019'];

/** The table of contents of the measures. */
const SECTIONS = [
  ...['1', '1.1', '1.2', '1.3', '2', '2.1', '2.1.1', '2.1.2', '2.1.3', '2.2'],
  ...['2.3', '2.3.1', '2.3.2', '2.3.3', '2.3.4', '2.4', '2.5', '3', '4'],
  ...['5', '5.1', '5.2', '5.3', '5.4', '6', '6.1', '6.2', '6.2.1', '6.2.2', '6.2.3', '7', '8', '9', '10'],
  ...['11', '11.1', '11.2', '11.3', '11.4', '11.5', '12', '13', '13.1', '13.2', '13.3', '14', '15', '16'],
  ...['附件1', '附件1 一', '附件1 二', '附件2'],
];

describe('the page about the measures of 2019', () => {
  it('has a place for every section, in their order', () => {
    const told = [...page.matchAll(/^- \*\*(附件\d(?: [一二])?|[\d.]+) /gm)].map(([, section]) => section);

    expect(told).toEqual(SECTIONS);
  });

  it('names no rule that is not there', () => {
    const named = [...page.matchAll(/`(2019|limits|handling|monitoring|indicators)\/([A-Za-z0-9.-]*[A-Za-z0-9])`/g)];

    const missing = named.filter(([, level, rule]) => !ruleIds(LEVELS[level as keyof typeof LEVELS]).includes(rule!));

    expect(missing.map(([name]) => name)).toEqual([]);
    expect(named.length).toBeGreaterThan(100);
  });

  it('names every gap of the text', () => {
    expect(gapsOf(measures).filter(({ rule }) => !page.includes(`\`2019/${rule}\``))).toEqual([]);
  });
});
