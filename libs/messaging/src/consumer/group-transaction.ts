import type { ServiceName } from '@cc/contracts';
import type { DataSource } from 'typeorm';
import { placeName } from '../broker/place.js';
import { inTransaction } from '../database/in-transaction.js';
import { park } from '../dead-letters/park.js';
import { deliveryOf, type Delivery, type edgeTopics } from '../handling/delivery.js';
import type { Performer } from '../handling/perform.js';
import type { HandlerRegistry } from '../handling/registry.js';
import type { Telemetry } from '../metrics/telemetry.js';
import type { TimeOfDay } from '../time/time-of-day.js';
import type { Log } from '../log.js';
import { moveOn } from './move-on.js';
import { checkPositions, type PositionCheck } from './positions.js';
import type { Slice } from './slice.js';

/** Applies whatever is ready of several partitions in one transaction: offsets, positions, state and outbox, or nothing. */
export class GroupTransaction {
  constructor(
    private readonly service: ServiceName,
    private readonly dataSource: DataSource,
    private readonly registry: HandlerRegistry,
    private readonly edges: ReturnType<typeof edgeTopics>,
    private readonly performer: Performer,
    private readonly timeOfDay: TimeOfDay,
    private readonly telemetry: Telemetry,
    private readonly log: Log,
    private readonly check: PositionCheck = checkPositions,
  ) {}

  async apply(slices: readonly Slice[]): Promise<void> {
    const { duplicates, gaps, parked } = await inTransaction(this.dataSource, async (tx) => {
      const moved = await moveOn(tx, this.service, slices, this.isOurs);
      // Before anything is skipped: a type that nobody here handles has a position too.
      const checked = slices.map((slice, i) => {
        const { last, fromTheBeginning } = moved.slices[i]!;
        return this.isOurs(slice)
          ? this.check(slice, last, fromTheBeginning)
          : { fresh: [...slice.records], duplicates: 0, gaps: [] };
      });
      const deliveries = slices.flatMap((slice, i) => this.deliveries(slice, checked[i]!.fresh));
      const parked = await this.performer.perform(tx, deliveries, { waitInLine: moved.lettersStand });
      return {
        duplicates: checked.reduce((sum, slice) => sum + slice.duplicates, 0),
        gaps: checked.flatMap((slice) => slice.gaps),
        parked,
      };
    });
    this.telemetry.parked(parked);
    for (const { topic, partition, publisher, after, found } of gaps) {
      this.log.error(
        `events of ${publisher} are missing in ${topic}/${partition}: position ${found} came after ${after}`,
      );
    }
    this.telemetry.applied(
      slices.reduce((sum, { records }) => sum + records.length, 0),
      duplicates,
      gaps,
    );
  }

  /** Moves past one record without applying it; its stream waits from here on. A parked event counts as applied. */
  async park(slice: Slice, reason: string, attempts: number): Promise<void> {
    const parked = this.deliveries(slice, slice.records).map((delivery) => ({ ...delivery, reason, attempts }));
    await inTransaction(this.dataSource, async (tx) => {
      await moveOn(tx, this.service, [slice], this.isOurs);
      await park(tx, parked, this.timeOfDay.now());
    });
    this.telemetry.parked(parked);
    this.log.error(
      `parked ${placeName(slice)} offset ${slice.records[0]?.offset} after ${attempts} attempts: ${reason}`,
    );
  }

  /** Parties outside number nothing: what stands in such headers of theirs is copied or made up. */
  private readonly isOurs = ({ topic }: Slice): boolean => !this.edges.has(topic);

  private deliveries(slice: Slice, records: readonly Slice['records'][number][]): Delivery[] {
    return records.flatMap((record) => deliveryOf(this.registry, this.edges, slice, record) ?? []);
  }
}
