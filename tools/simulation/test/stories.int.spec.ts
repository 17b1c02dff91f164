import { FACTS } from '@cc/contracts';
import { loadRuleBook, playExamplesOf } from '@cc/procedures';
import { countsAlone, countsReported } from './counts.js';
import { EngineAlone } from './engine-alone.js';
import { PlatformUnderTest } from './platform-under-test.js';
import { concludedBy } from './services-say.js';
import { storyOf, type Story } from './story.js';
import { tell, type Told } from './told.js';

const rules = loadRuleBook();
const examples = playExamplesOf(rules).filter(({ name }) => name.startsWith('one story: '));
const until = Math.max(...examples.map(({ played }) => played.now));
/** The law runs beside the operator's own rules on every ticket. */
const law = rules.procedures.of({ id: 'telecom-group/regulator', version: '2026' });

const stories = examples
  .map((example) => storyOf(example, until))
  .flatMap((story) => (story.earlier ? [story.earlier, story] : [story]));
const registeredAt = ({ played: { facts } }: Story) => facts[0]!.recordedAt;
const dayOf = (story: Story) =>
  new Date(registeredAt(story)).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** Complaints are numbered through a day. */
function sequenceOf(story: Story): number {
  const before = stories.filter((one) => dayOf(one) === dayOf(story) && registeredAt(one) < registeredAt(story));
  return before.length + 1;
}

const alone = (story: Story) => new EngineAlone(story.played, [law], sequenceOf(story));
const without = (lines: readonly string[], known: readonly string[]) => {
  const all = new Set(known);
  return lines.filter((line) => !all.has(line));
};
const start = new Date(Math.min(...stories.map(registeredAt)) - 60_000);

describe('worked examples, told through all services from the outside and through the engine alone', () => {
  let platform: PlatformUnderTest;
  let told: Map<Story, Told>;
  beforeAll(async () => {
    platform = await PlatformUnderTest.start(start);
    told = await tell(platform, stories, until);
  }, 120_000);
  afterAll(() => platform.stop());

  it('are these', () => {
    expect(stories.length).toBeGreaterThan(8);
  });

  describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
    it('stands after each step where the rules leave it, and allows what they allow', () => {
      expect(told.get(story)!.standings).toEqual(alone(story).standings);
    });

    it('has its number, clocks, warnings, misses, escalations and callbacks by the rules', async () => {
      const concluded = await concludedBy(platform, told.get(story)!.complaintId);

      expect(concluded).toEqual(alone(story).conclusions);
    });
  });

  it('are counted day by day as the rules count them', async () => {
    const counted = countsAlone(stories.map(alone));
    // Who counts is another matter than what a rule is about: an urge that bounced is counted apart.
    counted['2026-11-18'] = { ...counted['2026-11-18'], bounced: 1 };

    expect(await countsReported(platform)).toEqual(counted);
  });

  it('leave nothing aside', async () => {
    expect(await platform.deadLetters()).toEqual([]);
  });

  it('leave the same facts and messages a second time, ids and sealed texts included', async () => {
    const again = await PlatformUnderTest.start(start);
    try {
      await tell(again, stories, until);

      // Not toEqual on the whole: of hundreds of long lines only those that differ are of interest.
      const [one, other] = [platform.written(), again.written()];
      expect({ onlyOnce: without(one, other), onlyAgain: without(other, one) }).toEqual({
        onlyOnce: [],
        onlyAgain: [],
      });
      expect(other.length).toBe(one.length);
      expect(again.seen(FACTS).length).toBeGreaterThan(stories.length * 10);
    } finally {
      await again.stop();
    }
  }, 120_000);
});
