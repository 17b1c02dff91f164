import { loadOrganisations } from '@cc/procedures';
import { Names } from './names.js';

describe('the names of an organisation', () => {
  const names = new Names(loadOrganisations().of('telecom-group'));

  it('are those of its divisions, in both languages', () => {
    expect(names.division('00')).toEqual({ zh: '集团公司', en: 'Group company' });
    expect(names.division('23')).toEqual({ zh: '黑龙江省', en: 'Heilongjiang' });
  });

  it('say where the complaints of a mass complaint are, and of what, by the narrowest class', () => {
    const area = { category: ['network', 'broadband', 'broadband-outage'], division: '23' };

    expect(names.shared(area)).toEqual({ zh: '宽带无法上网，黑龙江省', en: 'No connection, Heilongjiang' });
  });

  it('leave a code as it is that has none', () => {
    expect(names.division('99')).toEqual({ zh: '99', en: '99' });
    expect(names.shared({ faultRegion: '230102' })).toEqual({ zh: '230102', en: '230102' });
  });
});
