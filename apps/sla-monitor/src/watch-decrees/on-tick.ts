import { metrics } from '@opentelemetry/api';
import { UnitOfWork } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { PROCEDURES } from '../procedures.provider.js';

const DAY_MS = 86_400_000;

/** Says in time that a calendar is about to end, and how many clocks have no due instant because theirs has ended. */
@Timer({ everyMs: 60_000 })
export class WatchDecreesOnTick implements Tick {
  private readonly left = metrics.getMeter('sla-monitor').createGauge('calendar_ends_days', {
    description: 'Days that are left of a calendar; limits of working time that reach beyond it have no due instant',
  });
  private readonly waiting = metrics.getMeter('sla-monitor').createGauge('clocks_await_decree', {
    description: 'Running clocks without a due instant because their calendar has no decree for a year they need',
  });

  constructor(
    private readonly work: UnitOfWork<'sla-monitor'>,
    @Inject(PROCEDURES) private readonly rules: Procedures,
  ) {}

  async onTick(now: Date): Promise<void> {
    for (const { calendar, until } of this.rules.calendarEnds()) {
      this.left.record(Math.floor((until.getTime() - now.getTime()) / DAY_MS), { calendar });
    }
    const [row] = await this.work.ask((database) =>
      database.query<{ clocks: number }>(
        `select count(*)::int as clocks from clocks where no_due = 'notDecreed' and state = 'notConfigured'`,
      ),
    );
    this.waiting.record(row!.clocks);
  }
}
