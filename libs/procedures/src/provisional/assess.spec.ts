import type { ComplaintToAssess, FurtherContact } from '../procedures.js';
import { assess, furtherContact } from './assess.js';
import { at } from './at.fixture.js';

const complaint = (over: Partial<ComplaintToAssess> = {}): ComplaintToAssess => ({
  organisation: 'telecom-group',
  division: '44',
  channel: 'hotline-10000',
  channelLevel: 'province',
  category: ['network', 'broadband'],
  customerLevel: null,
  settledOnTheSpot: false,
  massFlag: false,
  riskFlags: [],
  occurredAt: at('2026-12-01 10:00'),
  receivedAt: at('2026-12-01 10:00'),
  recordedAt: at('2026-12-01 10:00'),
  earlier: [],
  ...over,
});
const archived = (closedAt: string | null) => ({
  complaintId: 'first',
  registeredAt: at('2026-10-20 09:00'),
  closedAt: closedAt === null ? null : at(closedAt),
});

describe('assessing a complaint', () => {
  it('puts every complaint under the regulation, the measures and our limits', () => {
    expect(assess(complaint()).bases.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'telecom-user-appeal-regulation 2016',
      'telecom-branch-trial trial',
      'telecom-group-2019 2019',
      'telecom-group/limits 2026',
      'telecom-group/life-cycle 2026',
    ]);
  });

  it.each(['group', 'appeal'] as const)('adds the rules of group level to %s', (channelLevel) => {
    const { bases } = assess(complaint({ channelLevel }));

    expect(bases.at(-1)).toEqual({ id: 'telecom-group/group-level', version: '2026' });
  });

  it('accepts it and says that nothing lets it refuse', () => {
    expect(assess(complaint()).acceptance).toMatchObject({
      value: 'accepted',
      reason: { rule: 'accept-every-complaint' },
    });
  });

  it('has no severity, because the text names grades without defining them', () => {
    expect(assess(complaint()).severity).toMatchObject({
      configured: false,
      reason: { basis: 'telecom-group-2019', source: expect.stringContaining('named, not defined') as string },
    });
  });

  it.each<[string, string | null, string, 'ordinary' | 'repeat']>([
    ['on the day of archiving', '2026-11-01 10:00', '2026-11-01 18:00', 'repeat'],
    ['in the last second of day 30', '2026-11-01 10:00', '2026-12-01 23:59:59', 'repeat'],
    ['in the first second of day 31', '2026-11-01 10:00', '2026-12-02 00:00:00', 'ordinary'],
    ['day 30 of a ticket archived at its day’s last second', '2026-11-01 23:59:59', '2026-12-01 23:59:59', 'repeat'],
    ['while the earlier one is open', null, '2026-12-01 10:00', 'ordinary'],
  ])('is a repeat within 30 days after archiving: %s', (_when, closedAt, receivedAt, nature) => {
    const result = assess(complaint({ earlier: [archived(closedAt)], receivedAt: at(receivedAt) }));

    expect(result.nature.value).toBe(nature);
    expect(result.repeatOf).toBe(nature === 'repeat' ? 'first' : null);
  });

  it('is a repeat of the newest earlier complaint', () => {
    const earlier = [{ ...archived('2026-11-20 10:00'), complaintId: 'newest' }, archived('2026-11-10 10:00')];

    expect(assess(complaint({ earlier })).repeatOf).toBe('newest');
  });

  it.each<[string, Partial<ComplaintToAssess>, string]>([
    ['a mass complaint', { massFlag: true }, 'major-mass'],
    ['what the media may take up', { riskFlags: ['legal', 'mediaExposure'] }, 'major-public-opinion'],
  ])('is major as %s, even when it is a repeat', (_what, over, rule) => {
    const result = assess(complaint({ earlier: [archived('2026-11-20 10:00')], ...over }));

    expect(result.nature).toMatchObject({ value: 'major', reason: { rule, basis: 'telecom-group-2019' } });
    expect(result.repeatOf).toBe('first');
  });

  it('gives an appeal no nature: the text divides the other two levels only', () => {
    const result = assess(
      complaint({ channelLevel: 'appeal', massFlag: true, earlier: [archived('2026-11-20 10:00')] }),
    );

    expect(result.nature).toMatchObject({ value: 'ordinary', reason: { rule: 'nature-not-for-appeals' } });
    expect(result.repeatOf).toBeNull();
  });
});

describe('a further contact', () => {
  const contact = (over: Partial<FurtherContact>) =>
    furtherContact({
      organisation: 'telecom-group',
      at: at('2026-12-01 10:00'),
      earlier: archived('2026-11-20 10:00'),
      wanted: 'complaint',
      dissatisfiedWithAnswer: false,
      ...over,
    });

  it.each<[string, Partial<FurtherContact>, string, string]>([
    ['urges while the ticket is open', { earlier: archived(null), wanted: 'urge' }, 'urge', 'telecom-branch-trial'],
    ['urges while it is open, whatever it is called', { earlier: archived(null) }, 'urge', 'telecom-branch-trial'],
    [
      'is a new linked complaint when the answer did not satisfy',
      { dissatisfiedWithAnswer: true },
      'linkedComplaint',
      'telecom-branch-trial',
    ],
    [
      'is a new linked complaint when an urge comes after the archive',
      { wanted: 'urge' },
      'linkedComplaint',
      'telecom-group/life-cycle',
    ],
    ['is a repeat up to 24:00 of day 30', { at: at('2026-12-20 23:59:59') }, 'repeat', 'telecom-group-2019'],
    [
      'is a linked complaint from day 31',
      { at: at('2026-12-21 00:00:00') },
      'linkedComplaint',
      'telecom-group/life-cycle',
    ],
  ])('%s', (_promise, over, value, basis) => {
    expect(contact(over)).toMatchObject({ value, reason: { basis } });
  });
});
