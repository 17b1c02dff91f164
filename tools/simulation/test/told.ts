import type { ComplaintId } from '@cc/contracts';
import type { PlatformUnderTest } from './platform-under-test.js';
import { standingIn, type Standing } from './services-say.js';
import { Telling, type Story } from './story.js';

/** A story as the services went through it. */
export interface Told {
  story: Story;
  complaintId: ComplaintId;
  /** How the ticket stood after each instant at which something happened. */
  standings: Standing[];
}

/** All stories at once, on one clock: each step of each in the order of time. */
export async function tell(
  platform: PlatformUnderTest,
  stories: readonly Story[],
  until: number,
): Promise<Map<Story, Told>> {
  const tellings = new Map<Story, Telling>();
  for (const story of stories) {
    const earlier = story.earlier ? tellings.get(story.earlier)! : null;
    tellings.set(story, new Telling(story, platform, tellings.size + 1, earlier));
  }
  const standings = new Map(stories.map((story): [Story, Standing[]] => [story, []]));
  const steps = stories.flatMap((story) =>
    [...Map.groupBy(story.played.facts, ({ recordedAt }) => recordedAt)].map(([at, facts]) => ({ story, at, facts })),
  );
  for (const { story, at, facts } of steps.toSorted((one, other) => one.at - other.at)) {
    await platform.at(new Date(at));
    const telling = tellings.get(story)!;
    const all = story.played.facts;
    for (const fact of facts) await telling.act(fact, all[all.indexOf(fact) - 1]);
    standings.get(story)!.push(await standingIn(platform, telling.complaintId!));
  }
  await platform.at(new Date(until));
  return new Map(
    stories.map((story) => [
      story,
      { story, complaintId: tellings.get(story)!.complaintId!, standings: standings.get(story)! },
    ]),
  );
}
