import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganisations } from './load.js';
import { pathsOf } from './categories.js';

const group = loadOrganisations().of('telecom-group');

const OUTAGE = ['network', 'broadband', 'broadband-outage', 'outage-all-devices', 'outage-area', 'outage-area-fibre'];

describe('the classes a source means', () => {
  it.each<[string, string[], string[], string[]]>([
    ['names of all levels', ['网络质量', '宽带', '宽带无法上网'], ['network', 'broadband', 'broadband-outage'], []],
    ['aliases', ['网络', '光宽带', '断网'], ['network', 'broadband', 'broadband-outage'], []],
    ['codes', ['billing', 'charge'], ['billing', 'charge'], []],
    ['English names in any case', ['billing', 'DISPUTED charge'], ['billing', 'charge'], []],
    ['full-width letters', ['ＩＰＴＶ'], ['network', 'iptv'], []],
    [
      'a narrow class alone brings its wider ones',
      ['携出受阻'],
      ['number-portability', 'port-out', 'port-out-refused'],
      [],
    ],
    ['a level left out', ['资费', '计费错误'], ['billing', 'charge', 'charge-wrong'], []],
    ['the same class by two words', ['资费', '计费'], ['billing'], []],
    ['a word nobody knows', ['资费', '天气'], ['billing'], ['天气']],
    ['a class of another branch', ['资费', '宽带'], ['billing'], ['宽带']],
    ['a unified code of all seven levels', ['01010101010101'], [...OUTAGE, 'outage-area-fibre-works'], []],
    ['a unified code that says three levels', ['01010100000000'], ['network', 'broadband', 'broadband-outage'], []],
    ['a unified code of nothing', ['99000000000000'], [], ['99000000000000']],
    ['nothing', [], [], []],
  ])('%s', (_what, words, category, unknown) => {
    expect(group.normaliseCategory(words)).toEqual({ category, unknown });
  });

  it('finds every class by its own code', () => {
    const walk = (categories: typeof group.categories, above: string[]): string[][] =>
      categories.flatMap(({ code, children }) => [[...above, code], ...walk(children, [...above, code])]);
    const paths = walk(group.categories, []);

    expect(paths.map((path) => group.normaliseCategory(path).category)).toEqual(paths);
    expect(Math.max(...paths.map(({ length }) => length))).toBe(7);
  });
});

describe('the rules of the group', () => {
  it('speak of classes that there are', () => {
    const codes = new Set([...pathsOf(group.categories)].map((path) => path.at(-1)!.code));
    const rules = join(import.meta.dirname, '../../data/procedures/telecom-group');
    const texts = readdirSync(rules)
      .filter((name) => name.endsWith('.yaml') && !name.endsWith('.examples.yaml'))
      .map((name) => readFileSync(join(rules, name), 'utf8'));

    const named = texts.flatMap((text) =>
      [...text.matchAll(/ category: \[([^\]]*)\]/g)].flatMap(([, list]) => list!.split(/,\s*/)),
    );

    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((code) => !codes.has(code.trim()))).toEqual([]);
  });
});
