import { aMonth, type Step } from '@cc/generator';
import type { Organisation } from '@cc/procedures';
import type { Sender } from './sender.js';

/** A month of few complaints is over soon, so that what follows from a complaint comes while the drill goes on. */
const COMPLAINTS_A_MONTH = 400;
/** Months that are over: what lies in the future would be refused. */
const FROM = new Date('2026-03-01T00:00:00+08:00');

/** Pushes the generator's complaints at an even pace, month after month, until it is told to stop. */
export class Submissions {
  /** By the number of the push. */
  readonly pushed = new Map<number, Step>();
  private readonly steps: Iterator<Step>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sender: Sender,
    seed: number,
    organisation: Organisation,
  ) {
    this.steps = months(seed, organisation);
  }

  start(perSecond: number): void {
    this.timer = setInterval(() => this.next(), 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private next(): void {
    const step = this.steps.next().value as Step;
    this.pushed.set(this.sender.push(step.topic, step.record), step);
  }
}

/** The seed is part of every id, so that months of several seeds do not meet. */
function* months(seed: number, organisation: Organisation): Generator<Step> {
  for (let nth = 0; ; nth++) {
    yield* aMonth({ seed: seed * 1000 + nth, from: FROM, complaints: COMPLAINTS_A_MONTH, organisation });
  }
}
