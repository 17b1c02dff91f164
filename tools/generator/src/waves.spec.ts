import { Contacts, type NewItem } from './contacts/contact.js';
import { group, OCTOBER } from './month.fixture.js';
import { Rhythm } from './rhythm.js';
import { SHARES } from './shares.js';
import { RUMOURS } from './texts/waves.js';
import { wavesOf } from './waves.js';

const HOUR = 3_600_000;

/** What the households of each wave of a kind submit, with the instant. */
function waves(kind: 'outage' | 'rumour', seed: number, complaints = 3000) {
  const rhythm = new Rhythm(OCTOBER, group.timeZone, SHARES);
  const contacts = new Contacts(seed, group, SHARES, rhythm.offsetMinutes);
  const origins = [...wavesOf(contacts, rhythm, complaints)].filter(({ wave }) => wave!.kind === kind);
  const told = origins.map((origin) => {
    const { submission, place } = contacts.of(origin);
    return { wave: origin.wave!.name, at: origin.at, submission, item: submission.items[0] as NewItem, place };
  });
  return [...Map.groupBy(told, ({ wave }) => wave).values()];
}

const upgraded = (submission: { source: string }) => submission.source === 'cc-g1';

/** How many of a wave went past the province on its busiest day. */
function upgradedInADay(wave: ReturnType<typeof waves>[number]): number {
  const days = wave
    .filter(({ submission }) => upgraded(submission))
    .map(({ at }) => Math.floor((at + 8 * HOUR) / (24 * HOUR)));
  return Math.max(0, ...[...Map.groupBy(days, (day) => day).values()].map(({ length }) => length));
}

describe.each([1, 2, 3, 4, 5])('An outage, with the seed %i,', (seed) => {
  const [outage] = waves('outage', seed);

  it('is dozens of households of one district within two hours', () => {
    const instants = outage!.map(({ at }) => at);

    expect(outage).toHaveLength(48);
    expect(Math.max(...instants) - Math.min(...instants)).toBeLessThan(2 * HOUR);
    expect(new Set(outage!.map(({ place }) => place.district?.code ?? place.city.code)).size).toBe(1);
    expect(new Set(outage!.map(({ submission }) => submission.customer?.phone)).size).toBe(48);
  });

  it('is said by nobody to be one, and becomes a mass complaint by three of a day that went past the province', () => {
    expect(outage!.filter(({ item }) => item.massFlag)).toEqual([]);
    expect(upgradedInADay(outage!)).toBeGreaterThanOrEqual(3);
  });
});

describe.each([1, 2, 3, 4, 5])('A rumour, with the seed %i,', (seed) => {
  const [rumour] = waves('rumour', seed);

  it('is repeated by everybody, about one class and in one province', () => {
    const marks = RUMOURS.filter(({ mark }) => rumour!.every(({ item }) => item.problem.includes(mark)));

    expect(marks).toHaveLength(1);
    expect(new Set(rumour!.map(({ item }) => item.category?.join())).size).toBe(1);
    expect(new Set(rumour!.map(({ submission }) => submission.customer?.homeRegion?.slice(0, 2))).size).toBe(1);
  });

  it('goes past the province three times within a day', () => {
    expect(upgradedInADay(rumour!)).toBeGreaterThanOrEqual(3);
  });
});

describe('More complaints', () => {
  it.each([
    [50, 1, 0],
    [1000, 1, 16],
    [3000, 1, 48],
    [30_000, 10, 48],
  ])('than %i have %i outages of %i households', (complaints, count, households) => {
    const outages = waves('outage', 1, complaints);

    expect(outages.map(({ length }) => length)).toEqual(
      Array.from({ length: households === 0 ? 0 : count }, () => households),
    );
  });
});
