import { Timer, type Tick } from '@cc/service-kit';
import { UnitOfWork } from '@cc/messaging';
import type { Recount } from '../recount.entity.js';
import { Reclassification } from './reclassification.js';

/** So many at once: each concerns a few dozen complaints, whose keys are all locked. */
const MOST = 20;
const EVERY_MS = 1000;

/**
 * 群体投诉成立与撤销: when a count was reached or is reached no more, the open tickets that were counted become what the
 * rules now make of them. By time and not at once: their keys cannot be locked by whoever does not know yet that they count.
 */
@Timer({ everyMs: EVERY_MS })
export class ReclassifyOnTick implements Tick {
  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly reclassification: Reclassification,
  ) {}

  async onTick(): Promise<void> {
    for (let done = MOST; done === MOST;) done = await this.some();
  }

  async nextAt(): Promise<Date | null> {
    const [first] = await this.unitOfWork.run([], ({ tx }) =>
      tx.query<{ at: Date | null }>('select min(requested_at) as at from recounts'),
    );
    return first!.at;
  }

  /** Answers how many recounts are done. */
  private async some(): Promise<number> {
    let due: Recount[] = [];
    const locked = new Set<string>();
    return this.unitOfWork.run(
      async (tx) => {
        due = await this.reclassification.due(tx, MOST);
        for (const id of await this.reclassification.candidates(tx, due)) locked.add(id);
        return [...locked];
      },
      (context) => this.reclassification.reclassify(due, locked, context),
    );
  }
}
