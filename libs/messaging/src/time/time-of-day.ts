import { randomUUID } from 'node:crypto';

/** Where `now` comes from. Injected everywhere, so that a decision can be replayed and time can be simulated. */
export abstract class TimeOfDay {
  abstract now(): Date;
  /** Tells what one process names by its clock from what others do; empty where the same history is to get the same names. */
  abstract readonly run: string;
}

/** The machine's clock. */
export class SystemTime extends TimeOfDay {
  readonly run = randomUUID();

  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is set; for tests and simulation. */
export class SetTime extends TimeOfDay {
  readonly run = '';

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
