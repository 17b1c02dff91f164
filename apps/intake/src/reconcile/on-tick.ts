import { metrics } from '@opentelemetry/api';
import { UnitOfWork } from '@cc/messaging';
import { Log, Timer, type Tick } from '@cc/service-kit';
import { Rules } from '../rules.js';
import { reconcile } from './reconcile-submissions.js';

const EVERY_MS = 5 * 60_000;
/** Long enough that nobody misses an alarm over a night, short enough to cost next to nothing. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

/** 对账: says by itself when an item that came in lately has no outcome, or more than one. */
@Timer({ everyMs: EVERY_MS })
export class ReconcileOnTick implements Tick {
  private readonly faults = metrics.getMeter('intake').createGauge('complaints_items_unreconciled', {
    description: 'Items of the last 24 hours without an outcome (missing) or with more than one (doubled)',
  });

  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly rules: Rules,
    private readonly log: Log,
  ) {}

  async onTick(now: Date): Promise<void> {
    const window = { from: new Date(Number(now) - LOOK_BACK_MS) };
    for (const organisation of this.rules.organisationIds()) {
      const { missing, doubled } = await this.unitOfWork.run([], ({ tx }) => reconcile(tx, organisation, window));
      this.faults.record(missing, { organisation, fault: 'missing' });
      this.faults.record(doubled, { organisation, fault: 'doubled' });
      if (missing + doubled > 0) {
        this.log.error(
          `reconciliation of ${organisation}: ${missing} items without an outcome, ${doubled} with several`,
        );
      }
    }
  }
}
