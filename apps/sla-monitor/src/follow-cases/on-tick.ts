import { deriveId, type PublishedBy } from '@cc/contracts';
import { UnitOfWork, type HandlerContext, type Transaction } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Log, Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { PROCEDURES } from '../procedures.provider.js';
import type { Area } from './area.js';
import { doneWith, dueAreas, firstDue, keepCases, loadAreas, putOff } from './areas.js';
import { followCases, type FollowedCase } from './follow-cases.js';

/** Areas in one transaction: each may hold some hundred complaints. */
const MOST = 20;
const TRY_AGAIN_MS = 60_000;

interface Counted {
  area: Area;
  followed: FollowedCase[];
}

/**
 * 群体投诉: counts the areas again in which something changed. By time and not at once, so that a burst of complaints is
 * one look at their area, and under the lock of the area, so that any number of instances open one case for one wave.
 */
@Timer({ everyMs: 1000, afterFacts: true })
export class FollowCasesOnTick implements Tick {
  constructor(
    private readonly work: UnitOfWork<'sla-monitor'>,
    @Inject(PROCEDURES) private readonly rules: Procedures,
    private readonly log: Log,
  ) {}

  async onTick(now: Date): Promise<void> {
    for (let found = MOST; found === MOST;) found = await this.some(now);
  }

  nextAt(): Promise<Date | null> {
    return this.work.ask(firstDue);
  }

  /** Answers how many areas it looked at. */
  private async some(now: Date): Promise<number> {
    let areas: string[] = [];
    const locked = new Set<string>();
    return this.work.run(
      async (tx) => {
        areas = await dueAreas(tx, now, MOST);
        const { counted } = await this.count(tx, areas, now);
        for (const area of areas) locked.add(`area:${area}`);
        for (const caseId of counted.flatMap(casesOf)) locked.add(caseId);
        return [...locked];
      },
      async (context) => {
        const { counted, failed } = await this.count(context.tx, areas, context.now);
        // A case that was decided on only since the locks were taken waits for the next time.
        const covered = counted.filter((one) => casesOf(one).every((caseId) => locked.has(caseId)));
        await this.save(covered, context);
        for (const { area, error } of failed) {
          this.log.error('the cases of an area cannot be decided; they are tried again in a minute', { area, error });
        }
        const until = new Date(context.now.getTime() + TRY_AGAIN_MS);
        await putOff(
          context.tx,
          failed.map(({ area }) => area),
          until,
        );
        return areas.length;
      },
    );
  }

  private async count(tx: Transaction, ids: readonly string[], now: Date) {
    const counted: Counted[] = [];
    const { loaded, failed } = await loadAreas(tx, ids, this.rules);
    for (const area of loaded) {
      try {
        counted.push({ area, followed: followCases(area, now) });
      } catch (error) {
        failed.push({ area: area.place.area, error });
      }
    }
    return { counted, failed };
  }

  private async save(counted: readonly Counted[], { tx, publish }: HandlerContext<'sla-monitor'>): Promise<void> {
    await keepCases(
      tx,
      counted.flatMap(({ followed }) => followed),
    );
    await doneWith(
      tx,
      counted.flatMap(({ area }) => area.recounts),
    );
    for (const { area, followed } of counted) {
      const { organisation, division } = area.place;
      const traceparent = area.recounts.at(-1)!.traceparent;
      for (const { case: about, told } of followed) {
        const cause = { id: deriveId('case', about.caseId, about.told), traceparent };
        for (const { definition, data } of told) {
          publish(definition as PublishedBy<'sla-monitor'>, [{ organisation, division, unit: null, cause, data }]);
        }
      }
    }
  }
}

const casesOf = ({ followed }: Counted) => followed.map(({ case: { caseId } }) => caseId);
