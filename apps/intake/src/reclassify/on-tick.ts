import { metrics } from '@opentelemetry/api';
import { UnitOfWork } from '@cc/messaging';
import { Log, Timer, type Tick } from '@cc/service-kit';
import type { Recount } from '../recount.entity.js';
import { Reclassification } from './reclassification.js';

/** So many at once: each concerns a few dozen complaints, whose keys are all locked. */
const MOST = 20;
const EVERY_MS = 1000;
const LOOK_AGAIN_MS = 60_000;

/**
 * 群体投诉成立与撤销: when a count was reached or is reached no more, the open tickets that were counted become what the
 * rules now make of them. By time and not at once: their keys cannot be locked by whoever does not know yet that they count.
 */
@Timer({ everyMs: EVERY_MS })
export class ReclassifyOnTick implements Tick {
  private readonly failed = metrics.getMeter('intake').createCounter('recounts_put_off', {
    description: 'Recounts that could not be made; tried again after a minute',
  });

  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly reclassification: Reclassification,
    private readonly log: Log,
  ) {}

  async onTick(now: Date): Promise<void> {
    for (let done = MOST; done === MOST;) done = await this.some(now);
  }

  async nextAt(): Promise<Date | null> {
    const [first] = await this.unitOfWork.ask((database) =>
      database.query<{ at: Date | null }>('select min(look_at) as at from recounts'),
    );
    return first!.at;
  }

  /** Answers how many recounts are settled. */
  private async some(now: Date): Promise<number> {
    const due = await this.unitOfWork.run([], ({ tx }) => this.reclassification.due(tx, now, MOST));
    if (due.length === 0) return 0;
    try {
      return await this.recount(due);
    } catch (error) {
      if (due.length === 1) return await this.putOff(due[0]!, now, error);
      return await this.eachAlone(due, now);
    }
  }

  /** The batch has failed: one of it may be the cause, and must not hold up the others. */
  private async eachAlone(due: readonly Recount[], now: Date): Promise<number> {
    let settled = 0;
    for (const recount of due) {
      try {
        settled += await this.recount([recount]);
      } catch (error) {
        settled += await this.putOff(recount, now, error);
      }
    }
    return settled;
  }

  private recount(due: readonly Recount[]): Promise<number> {
    const locked = new Set<string>();
    return this.unitOfWork.run(
      async (tx) => {
        for (const id of await this.reclassification.candidates(tx, due)) locked.add(id);
        return [...locked];
      },
      (context) => this.reclassification.reclassify(due, locked, context),
    );
  }

  /** Where the database is what fails, this fails as well, and the timer tries again. */
  private async putOff({ complaintId, requestedAt }: Recount, now: Date, error: unknown): Promise<number> {
    await this.unitOfWork.run([], ({ tx }) =>
      tx.query('update recounts set look_at = $3 where complaint_id = $1 and requested_at = $2', [
        complaintId,
        requestedAt,
        new Date(now.getTime() + LOOK_AGAIN_MS),
      ]),
    );
    this.failed.add(1);
    this.log.error('a recount cannot be made; it is tried again in a minute', { complaintId, error });
    return 1;
  }
}
