import type { Organisation } from '@cc/procedures';
import { aTicket, group } from '../rules.fixture.js';
import { placeWork } from './place-work.js';

describe('placing work', () => {
  it('follows the rules of the organisation and says which one it was', () => {
    const ticket = aTicket({ category: ['network'], faultRegion: '440300' });

    const placed = placeWork(group.organisation, ticket);

    expect(placed.value).toEqual({ division: '44', unit: '440300', fallback: false });
    expect(placed.reason).toMatchObject({
      rule: 'network-by-place-of-fault/network-by-city-of-fault',
      basis: 'telecom-group/dispatch',
    });
  });

  it('passes over a unit that sent the work back', () => {
    const ticket = aTicket({ category: ['network'], faultRegion: '440300' });

    const placed = placeWork(group.organisation, { ...ticket, returnedBy: [{ division: '44', unit: '440300' }] });

    expect(placed.value).toEqual({ division: '44', unit: 'centre', fallback: true });
    expect(placed.reason.rule).toContain('superior-of-returning-unit');
  });

  it('gives work of an unknown division to the group', () => {
    const ticket = aTicket({ category: [], sourceDivision: '99', faultRegion: null, homeRegion: null });

    const placed = placeWork(group.organisation, ticket);

    expect(placed.value).toEqual({ division: '00', unit: 'service', fallback: true });
  });

  it('gives work to the fallback of the group when the rules name a unit that is no more', () => {
    const changed: Organisation = { ...group.organisation, unit: (division) => group.organisation.unit(division, '-') };

    const placed = placeWork(changed, aTicket({ category: ['network'], faultRegion: '440300' }));

    expect(placed.value).toEqual({ division: '00', unit: 'service', fallback: true });
    expect(placed.reason.rule).toBe('network-by-place-of-fault/network-by-city-of-fault/no-such-unit:44/440300');
  });
});
