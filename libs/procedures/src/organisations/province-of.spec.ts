import { loadOrganisations } from './load.js';
import { provinceOf } from './province-of.js';

const group = loadOrganisations().of('telecom-group');
const nowhere = { faultRegion: null, homeRegion: null, numberRegion: null };

describe('the province a complaint is counted in', () => {
  it('is the one that took it in, wherever the fault is', () => {
    expect(provinceOf(group, '44', { ...nowhere, faultRegion: '430100' })).toBe('44');
  });

  it.each([
    ['of the fault', { faultRegion: '430100', homeRegion: '440000', numberRegion: '110000' }, '43'],
    ['of the customer’s home', { ...nowhere, homeRegion: '440000', numberRegion: '110000' }, '44'],
    ['of the number', { ...nowhere, numberRegion: '110000' }, '11'],
    ['unknown, and the centre stands for it', nowhere, 'g1'],
  ])('is, for a centre of the group, that %s', (_whose, regions, province) => {
    expect(provinceOf(group, 'g1', regions)).toBe(province);
  });
});
