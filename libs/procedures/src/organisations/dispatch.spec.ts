import type { WorkToDispatch } from '../organisation.js';
import { loadOrganisations } from './load.js';

const group = loadOrganisations().of('telecom-group');

const BROADBAND_OUTAGE = ['network', 'broadband', 'broadband-outage'];
const WRONG_CHARGE = ['billing', 'charge', 'charge-wrong'];

/** A complaint taken in by Hunan about a Guangdong number with a fault in Tianhe district, Guangzhou. */
const work = (over: Partial<WorkToDispatch> = {}): WorkToDispatch => ({
  category: BROADBAND_OUTAGE,
  channelLevel: 'province',
  customerLevel: null,
  homeRegion: '44',
  numberRegion: '44',
  faultRegion: '440106',
  sourceDivision: '43',
  returnedBy: [],
  ...over,
});

describe('dispatch', () => {
  it.each<[string, Partial<WorkToDispatch>, string, string]>([
    [
      'group level goes through the group centre',
      { channelLevel: 'group' },
      'g1/centre',
      'group-level-through-group-centre/fallback',
    ],
    [
      'an appeal goes to the appeals team of the centre',
      { channelLevel: 'appeal' },
      'g1/appeals',
      'group-level-through-group-centre/appeal-to-appeals-team',
    ],
    [
      'group level before class: roaming too',
      { channelLevel: 'group', category: ['roaming'] },
      'g1/centre',
      'group-level-through-group-centre/fallback',
    ],
    [
      'what the roaming hotline takes in stays with the roaming centre',
      { channelLevel: 'group', sourceDivision: 'g2', category: ['roaming', 'roaming-international'] },
      'g2/centre',
      'roaming-centre-keeps-its-own/fallback',
    ],
    [
      'also what it takes in about something else',
      { channelLevel: 'group', sourceDivision: 'g2' },
      'g2/centre',
      'roaming-centre-keeps-its-own/fallback',
    ],
    [
      'an appeal that reached it goes to the appeals team all the same',
      { channelLevel: 'appeal', sourceDivision: 'g2', category: ['roaming'] },
      'g1/appeals',
      'group-level-through-group-centre/appeal-to-appeals-team',
    ],
    [
      'roaming goes to the roaming centre',
      { category: ['roaming', 'roaming-international'] },
      'g2/centre',
      'roaming-to-roaming-centre/fallback',
    ],
    [
      'a product of a professional company goes there',
      { category: ['product', 'payment'] },
      'p-payment/support',
      'payment-to-its-company/fallback',
    ],
    [
      'a network fault goes to the city of the fault, by its district',
      {},
      '44/440100',
      'network-by-place-of-fault/network-by-city-of-fault',
    ],
    [
      'a network fault in a municipality goes to the district',
      { faultRegion: '110105' },
      '11/110105',
      'network-by-place-of-fault/network-by-city-of-fault',
    ],
    [
      'a network fault somewhere in a province goes to the network department',
      { faultRegion: '43' },
      '43/network',
      'network-by-place-of-fault/network-department',
    ],
    [
      'a network fault in a province without departments goes to its centre',
      { faultRegion: '510100' },
      '51/centre',
      'network-by-place-of-fault/fallback',
    ],
    [
      'a network fault at an unknown place goes to the division of the source',
      { faultRegion: null },
      '43/network',
      'division-of-the-source/network-department',
    ],
    [
      'a network fault where the group has no province goes to the division of the source',
      { faultRegion: '810000' },
      '43/network',
      'division-of-the-source/network-department',
    ],
    [
      'billing goes home, wherever the fault is',
      { category: WRONG_CHARGE, homeRegion: '43', faultRegion: '440106', sourceDivision: '11' },
      '43/billing',
      'billing-by-home-of-number/billing-department',
    ],
    [
      'billing goes by the prefix when the source names no home',
      { category: WRONG_CHARGE, homeRegion: null, numberRegion: '1101' },
      '11/billing',
      'billing-by-home-of-number/billing-department',
    ],
    [
      "marketing goes to the department of the source's division",
      { category: ['marketing', 'nuisance'] },
      '43/marketing',
      'division-of-the-source/marketing-department',
    ],
    [
      'a key account goes to government and enterprise, whatever the class',
      { customerLevel: 'key-account' },
      '44/gov-enterprise',
      'network-by-place-of-fault/key-account',
    ],
    [
      'an enterprise service goes there for every customer',
      { category: ['enterprise', 'leased-line'] },
      '43/gov-enterprise',
      'division-of-the-source/key-account',
    ],
    [
      "an unknown class goes to the centre of the source's division",
      { category: [] },
      '43/centre',
      'division-of-the-source/fallback',
    ],
    [
      'an unknown division of the source goes to the group',
      { category: [], sourceDivision: 'zz' },
      '00/service',
      'group-department/fallback',
    ],
  ])('%s', (_promise, over, to, rule) => {
    const { value, reason } = group.dispatch(work(over));

    expect(`${value.division}/${value.unit}`).toBe(to);
    expect(reason).toEqual({ rule, basis: 'telecom-group/dispatch', version: '2026-11-24', source: 'ours' });
  });

  it('says whether the unit may refuse', () => {
    expect(group.dispatch(work()).value.fallback).toBe(false);
    expect(group.dispatch(work({ category: [] })).value.fallback).toBe(true);
  });

  it('gives returned work to the superior of the unit, and says so', () => {
    const returnedBy = [{ division: '44', unit: '440100' }];

    const { value, reason } = group.dispatch(work({ returnedBy }));

    expect(value).toEqual({ division: '44', unit: 'centre', fallback: true });
    expect(reason.rule).toBe('network-by-place-of-fault/network-by-city-of-fault/superior-of-returning-unit');
  });

  it('takes no notice of a return by the like-named unit of another division', () => {
    const returnedBy = [{ division: '43', unit: '440100' }];

    expect(group.dispatch(work({ returnedBy })).value.unit).toBe('440100');
  });

  it('leaves work with the fallback unit even if that one is said to have returned it', () => {
    const returnedBy = [
      { division: '44', unit: '440100' },
      { division: '44', unit: 'centre' },
    ];

    expect(group.dispatch(work({ returnedBy })).value).toEqual({ division: '44', unit: 'centre', fallback: true });
  });
});
