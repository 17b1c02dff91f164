import { CASES, topics } from '@cc/contracts';
import { aMonth, branchAnswers, type Act, type SeenWorkOrder, type Step } from '@cc/generator';
import { loadOrganisations } from '@cc/procedures';
import { PlatformUnderTest, type Seen } from './platform-under-test.js';

const organisation = loadOrganisations().of('telecom-group');
const SEED = 3;
/** Of each wave, so many who only call their province. */
const OTHERS = 4;

const isUpgraded = ({ source }: Step) => source === 'cc-g1';

/** The waves of a month: neighbours whose network is down, and people who have all heard the same. */
const waves = (['outage', 'rumour'] as const)
  .flatMap((kind) => {
    const month = aMonth({ seed: SEED, from: new Date('2026-10-01T00:00:00+08:00'), complaints: 1000, organisation });
    const wave = [...month].filter(({ shows }) => shows === kind);
    return [...wave.filter(isUpgraded), ...wave.filter((step) => !isUpgraded(step)).slice(0, OTHERS)];
  })
  .sort((one, other) => +one.at - +other.at);

/** Sources push the waves, and branches work on what they are given, until nothing is left to do. */
async function play(platform: PlatformUnderTest): Promise<void> {
  const toDo: (Step | Act)[] = [...waves];
  const seen = new Set<string>();
  for (let next = toDo.shift(); next; next = toDo.shift()) {
    await platform.at(next.at > platform.now ? next.at : platform.now);
    await platform.pushes(next.topic, next.record);
    await platform.settle();
    for (const { id: division } of organisation.divisions) {
      for (const order of platform.seen(topics.work(division))) {
        if (order.type !== 'work.order.v1' || seen.has(order.id)) continue;
        seen.add(order.id);
        toDo.push(...branchAnswers(asRead(order, division), { seed: SEED, organisation }));
      }
    }
    toDo.sort((one, other) => +one.at - +other.at);
  }
}

const asRead = (order: Seen, division: string) =>
  ({ ...order.data, division, unit: order.unit ?? null }) as unknown as SeenWorkOrder;

describe('an outage, and a rumour, that many complain of to the group', () => {
  let platform: PlatformUnderTest;
  beforeAll(async () => {
    platform = await PlatformUnderTest.start(new Date(waves[0]!.at.getTime() - 60_000));
    await play(platform);
  }, 240_000);
  afterAll(() => platform.stop());

  const facts = () => [...Map.groupBy(platform.seen(CASES), ({ key }) => key).values()];
  const isOfOutage = ([opened]: readonly Seen[]) =>
    (opened!.data['area'] as { category: string[] }).category.includes('broadband-outage');
  const outage = () => facts().filter(isOfOutage);
  const rumour = () => facts().filter((one) => !isOfOutage(one));
  const types = (one: readonly Seen[]) => one.map(({ type }) => type).filter((type) => type !== 'case.recounted.v1');

  it('is a case each that is confirmed, and a case that is withdrawn', () => {
    expect(outage().map(types)).toEqual([['case.opened.v1', 'case.confirmed.v1']]);
    expect(rumour().map(types)).toEqual([['case.opened.v1', 'case.withdrawn.v1']]);
  });

  it('holds in the end those of the outage who went past the province, and nobody of the rumour', async () => {
    const upgraded = waves
      .filter((step) => step.shows === 'outage' && isUpgraded(step))
      .map(({ sourceId }) => sourceId);
    const [[opened]] = outage() as [Seen[]];
    const [[refuted]] = rumour() as [Seen[]];

    const told = await platform.shown<Shown>('reporting', `/cases/${opened!.key}`, 'viewer');
    const untrue = await platform.shown<Shown>('reporting', `/cases/${refuted!.key}`, 'viewer');

    expect(told).toMatchObject({ state: 'confirmed', size: upgraded.length, division: opened!.division });
    expect(told.members.filter(({ leftAt }) => leftAt === null)).toHaveLength(upgraded.length);
    expect(untrue).toMatchObject({ state: 'withdrawn', size: 0 });
    expect(untrue.members.filter(({ leftAt }) => leftAt === null)).toEqual([]);
  });

  it('is told to headquarters, and in the story of each who is part of it', async () => {
    const escalated = platform.seen(topics.escalations).filter(({ type }) => type === 'escalation.case.v1');
    const [[opened]] = outage() as [Seen[]];
    const [member] = opened!.data['joined'] as string[];

    const { lines } = await platform.shown<{ lines: { type: string }[] }>(
      'reporting',
      `/complaints/${member}/story`,
      'viewer',
    );

    const became = [...Map.groupBy(escalated, ({ key }) => key).values()].map((all) =>
      all.map(({ data }) => data['became']),
    );
    expect(became).toEqual(
      expect.arrayContaining([
        ['opened', 'confirmed'],
        ['opened', 'withdrawn'],
      ]),
    );
    expect(lines.map(({ type }) => type)).toEqual(expect.arrayContaining(['case.opened.v1', 'case.confirmed.v1']));
  });

  it('leaves nothing aside', async () => {
    expect(await platform.deadLetters()).toEqual([]);
  });
});

interface Shown {
  state: string;
  size: number;
  members: { complaintId: string; leftAt: string | null }[];
}
