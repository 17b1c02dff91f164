import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Relay, RelayElsewhere, Repair, type Broker, type RepairedPartition } from '@cc/messaging';
import { DataSource } from 'typeorm';
import { Allow } from '../auth/allow.js';
import { Problem } from '../http/problem.js';
import { BROKER } from '../start/broker.js';

interface Place {
  topic: string;
  partition: number;
}

/** How far this service is behind, what it has not sent yet, and how it gets back into step. */
@Controller('operator/messaging')
@Allow({ roles: ['platform-operator'], scope: 'platform' })
export class MessagingController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repairs: Repair,
    private readonly relay: Relay,
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
        `select h.topic, h.partition, h.position, coalesce(sum(o.size), 0)::int as "inFlight"
         from relay as h left join outbox as o on o.topic = h.topic and o.partition = h.partition and o.id = any(h.ids)
         group by h.topic, h.partition order by h.topic, h.partition`,
      ),
      this.rows(`select topic, sum(size)::int as unsent from outbox group by topic order by topic`),
      this.rows(`select topic, count(*)::int as parked from dead_letters group by topic order by topic`),
    ]);
    const refusal = this.relay.refusal?.message ?? null;
    return { refusal, consumed: await this.withLag(consumed), positions, relay, outbox, deadLetters };
  }

  @Post('repair')
  @HttpCode(200)
  async repair(): Promise<RepairedPartition[]> {
    try {
      return await this.repairs.run();
    } catch (error) {
      if (error instanceof RelayElsewhere) throw relayElsewhere(error);
      throw error;
    }
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

const relayElsewhere = ({ message }: RelayElsewhere) =>
  new Problem({
    status: 409,
    type: 'relay-elsewhere',
    title: { zh: '另一进程正在发送', en: 'Another process publishes' },
    detail: { zh: '无需修复；如确需修复，请先停止该进程', en: message },
  });
