import { CallbackMade, CASES, FACTS, TicketAnswered, topics } from '@cc/contracts';
import { aMonth, type PartyOptions, type Step } from '@cc/generator';
import { DateTime } from 'luxon';
import { Agenda } from './agenda.js';
import { Branches } from './branches.js';
import { CallbackAgents, type Call } from './callback-agents.js';
import type { MonthPlatform } from './month-platform.js';
import { Outside, type Seen, type ToPush } from './outside.js';
import { Rounds } from './rounds.js';

/** Whoever follows the month. */
export interface Follower {
  pushed(step: Step): void;
  saw(seen: Seen): void;
  /** A day is over, or the whole of it. */
  dayEnded?(day: string): void;
}

export interface MonthToPlay extends PartyOptions {
  from: Date;
  complaints: number;
  /** Nobody outside does anything from then on, whatever is still open; by default all comes to its end. */
  until?: Date;
}

type Deed = { does: 'push'; push: ToPush; step: Step | null } | { does: 'call'; call: Call };

/** What was done, for whoever wants to know what it cost. */
export interface Played {
  stops: number;
  rounds: number;
  callsTooLate: number;
}

/**
 * Plays the month: sources push, branches and auditors work, agents call back, each by what the platform told them; time
 * goes from round to round and stops in between wherever a clock is due.
 */
export async function playMonth(
  platform: MonthPlatform,
  month: MonthToPlay,
  followers: readonly Follower[],
): Promise<Played> {
  const { simulation } = platform;
  const { organisation } = month;
  const outside = new Outside(platform.brokers, simulation.broker);
  await outside.open([
    FACTS,
    CASES,
    topics.escalations,
    ...organisation.sources.map(({ id }) => topics.receipts(id)),
    ...organisation.divisions.map(({ id }) => topics.work(id)),
  ]);
  try {
    const ends = DateTime.fromJSDate(month.from, { zone: organisation.timeZone }).plus({ months: 1 }).toJSDate();
    const player = new Player(platform, outside, new Rounds(organisation.timeZone, ends), month, followers);
    await player.play();
    return { ...simulation.conductor.counts, callsTooLate: player.agents.tooLate };
  } finally {
    await outside.close();
  }
}

class Player {
  readonly agents: CallbackAgents;
  private readonly agenda = new Agenda<Deed>();
  private readonly branches: Branches;
  private readonly steps: Iterator<Step>;
  private step: Step | null;
  private day = '';

  constructor(
    private readonly platform: MonthPlatform,
    private readonly outside: Outside,
    private readonly rounds: Rounds,
    private readonly month: MonthToPlay,
    private readonly followers: readonly Follower[],
  ) {
    this.agents = new CallbackAgents(platform.rest, month);
    this.branches = new Branches(month);
    this.steps = aMonth(month);
    this.step = this.following();
  }

  async play(): Promise<void> {
    const { conductor } = this.platform.simulation;
    let due = await conductor.rest();
    for (let round = this.next(); round !== null; round = this.next()) {
      if (this.newDay(round)) await conductor.rest();
      await conductor.upTo(round, due);
      await this.act(round);
      due = await conductor.quiet();
      await this.hear(round);
    }
    await conductor.rest();
    this.newDay(null);
  }

  /** The next round at which somebody outside does something. */
  private next(): Date | null {
    this.gather();
    const { next } = this.agenda;
    const { until } = this.month;
    return next !== null && until !== undefined && next >= until ? null : next;
  }

  /** Takes from the generator what is pushed up to the next round. */
  private gather(): void {
    for (;;) {
      const { step } = this;
      if (!step) return;
      const round = this.rounds.from(step.at);
      const { next } = this.agenda;
      if (next !== null && round > next) return;
      this.agenda.put(round, step.at, { does: 'push', push: step, step });
      this.step = this.following();
    }
  }

  private following(): Step | null {
    const { done, value } = this.steps.next();
    return done ? null : value;
  }

  private async act(round: Date): Promise<void> {
    const deeds = this.agenda.take(round);
    const pushes = deeds.filter((deed) => deed.does === 'push');
    for (const { step } of pushes) if (step) for (const follower of this.followers) follower.pushed(step);
    await this.outside.push(pushes.map(({ push }) => push));
    for (const deed of deeds) if (deed.does === 'call') await this.agents.make(deed.call);
  }

  private async hear(now: Date): Promise<void> {
    let mayOwe = false;
    for (const seen of await this.outside.read()) {
      for (const follower of this.followers) follower.saw(seen);
      mayOwe ||= seen.type === TicketAnswered.type || seen.type === CallbackMade.type;
      if (!seen.topic.startsWith(topics.work(''))) continue;
      for (const act of this.branches.read(seen)) {
        this.put(act.at, now, { does: 'push', push: act, step: null });
      }
    }
    if (!mayOwe) return;
    for (const call of await this.agents.plan(now)) this.put(call.at, now, { does: 'call', call });
  }

  private put(at: Date, now: Date, deed: Deed): void {
    this.agenda.put(at > now ? this.rounds.from(at) : this.rounds.after(now), at, deed);
  }

  /** Answers whether a day is over. */
  private newDay(now: Date | null): boolean {
    const day = now && DateTime.fromJSDate(now, { zone: this.month.organisation.timeZone }).toISODate();
    if (this.day !== '' && day !== this.day) for (const follower of this.followers) follower.dayEnded?.(this.day);
    const isOver = day !== this.day;
    this.day = day ?? '';
    return isOver;
  }
}
