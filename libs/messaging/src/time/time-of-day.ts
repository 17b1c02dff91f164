/** Where `now` comes from. Injected everywhere, so that a decision can be replayed and time can be simulated. */
export abstract class TimeOfDay {
  abstract now(): Date;
}

/** The machine's clock. */
export class SystemTime extends TimeOfDay {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is set; for tests and simulation. */
export class SetTime extends TimeOfDay {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}
