/** When each submission is due, whether or not the system keeps up: `rate` a second, evenly, from the start on. */
export class Schedule {
  constructor(
    /** Milliseconds since 1970. */
    readonly startsAt: number,
    readonly rate: number,
    readonly count: number,
  ) {
    if (!(rate > 0)) throw new RangeError(`the rate must be above 0 a second, not ${rate}`);
  }

  /** All of them at once. */
  static burst(startsAt: number, count: number): Schedule {
    return new Schedule(startsAt, Infinity, count);
  }

  instantOf(index: number): number {
    return this.startsAt + (index * 1000) / this.rate;
  }

  /** How many are due by now; the first is due at the start. */
  dueBy(now: number): number {
    if (now < this.startsAt) return 0;
    if (this.rate === Infinity) return this.count;
    return Math.min(this.count, Math.floor(((now - this.startsAt) * this.rate) / 1000) + 1);
  }
}
