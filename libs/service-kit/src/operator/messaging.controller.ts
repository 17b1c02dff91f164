import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Repair, type Broker, type RepairedPartition } from '@cc/messaging';
import { DataSource } from 'typeorm';
import { Allow } from '../auth/allow.js';
import { BROKER } from '../start/broker.js';

interface Place {
  topic: string;
  partition: number;
}

/** How far this service is behind, what it has not sent yet, and how it gets back into step. */
@Controller('operator/messaging')
@Allow({ roles: ['operator'], scope: 'organisation' })
export class MessagingController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repairs: Repair,
    @Inject(BROKER) private readonly broker: Broker,
  ) {}

  @Get()
  async status() {
    const [consumed, positions, relay, outbox, deadLetters] = await Promise.all([
      this.rows<Place & { nextOffset: string }>(
        `select topic, partition, next_offset as "nextOffset" from offsets order by topic, partition`,
      ),
      this.rows(`select publisher, topic, partition, position from positions order by publisher, topic, partition`),
      this.rows(
        `select topic, partition, position, cardinality(ids) as "inFlight" from relay order by topic, partition`,
      ),
      this.rows(`select topic, count(*)::int as unsent from outbox group by topic order by topic`),
      this.rows(`select topic, count(*)::int as parked from dead_letters group by topic order by topic`),
    ]);
    return { consumed: await this.withLag(consumed), positions, relay, outbox, deadLetters };
  }

  @Post('repair')
  @HttpCode(200)
  repair(): Promise<RepairedPartition[]> {
    return this.repairs.run();
  }

  private async withLag(consumed: (Place & { nextOffset: string })[]) {
    const topics = [...new Set(consumed.map(({ topic }) => topic))];
    const ends = new Map<string, bigint>();
    for (const [index, bounds] of (await Promise.all(topics.map((topic) => this.broker.bounds(topic)))).entries()) {
      for (const { partition, next } of bounds) ends.set(`${topics[index]}/${partition}`, next);
    }
    return consumed.map((place) => {
      const end = ends.get(`${place.topic}/${place.partition}`);
      return { ...place, lag: end === undefined ? null : Number(end - BigInt(place.nextOffset)) };
    });
  }

  private rows<Row>(sql: string): Promise<Row[]> {
    return this.dataSource.query(sql);
  }
}
