import { DateTime } from 'luxon';

/**
 * When systems outside bring what they have gathered: on the hour, by day every hour, at night seldom. People do their work
 * in between; what they wrote says when.
 */
const BY_DAY = { from: 7, to: 22 };
const AT_NIGHT = [0, 4];
/** After the month only what is left of it comes. */
const AFTER_THE_MONTH = [9, 13, 17];

export class Rounds {
  private readonly inMonth: readonly number[];

  constructor(
    private readonly timeZone: string,
    private readonly monthEnds: Date,
  ) {
    const { from, to } = BY_DAY;
    this.inMonth = [...AT_NIGHT, ...Array.from({ length: to - from + 1 }, (_, hour) => from + hour)];
  }

  /** The first round at this instant or later. */
  from(instant: Date): Date {
    const local = DateTime.fromJSDate(instant, { zone: this.timeZone });
    const hours = instant < this.monthEnds ? this.inMonth : AFTER_THE_MONTH;
    const midnight = local.startOf('day');
    const rounds = [
      ...hours.map((hour) => midnight.plus({ hours: hour })),
      midnight.plus({ days: 1, hours: hours[0]! }),
    ];
    return rounds.find((round) => round >= local)!.toJSDate();
  }

  /** The first round after this instant. */
  after(instant: Date): Date {
    return this.from(new Date(instant.getTime() + 1));
  }
}
