interface Item<What> {
  at: Date;
  what: What;
}

/** What is still to be done, round by round; of one round in the order of time, then in that in which it was put in. */
export class Agenda<What> {
  private readonly rounds = new Map<number, Item<What>[]>();

  put(round: Date, at: Date, what: What): void {
    const items = this.rounds.get(round.getTime());
    if (items) items.push({ at, what });
    else this.rounds.set(round.getTime(), [{ at, what }]);
  }

  /** The next round at which there is something to do. */
  get next(): Date | null {
    return this.rounds.size === 0 ? null : new Date(Math.min(...this.rounds.keys()));
  }

  take(round: Date): What[] {
    const items = this.rounds.get(round.getTime()) ?? [];
    this.rounds.delete(round.getTime());
    return items.sort((one, other) => one.at.getTime() - other.at.getTime()).map(({ what }) => what);
  }
}
