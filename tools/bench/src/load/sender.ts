import { setTimeout as pause } from 'node:timers/promises';
import { HEADER, topics, type SubmissionOnTheWire } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type Message, type Producer } from 'kafkajs';
import type { Schedule } from './schedule.js';

const MOST_AT_ONCE = 500;

/** What is sent to a topic. */
export interface Outgoing {
  topic: string;
  message: Message;
}

/** Call centres and branches, as one producer: each topic in order, one request under way. */
export class Sender {
  private constructor(private readonly producer: Producer) {}

  static async connect(brokers: string): Promise<Sender> {
    const kafka = new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return new Sender(producer);
  }

  /**
   * Sends each when it is due, or as soon after that as the broker has taken those before. Answers by how many
   * milliseconds each was late: what a run measures counts from when it was due.
   */
  async onSchedule(
    schedule: Schedule,
    make: (index: number, now: number) => Outgoing,
    signal?: AbortSignal,
  ): Promise<number[]> {
    const late: number[] = [];
    while (late.length < schedule.count) {
      signal?.throwIfAborted();
      const now = Date.now();
      const due = Math.min(schedule.dueBy(now), late.length + MOST_AT_ONCE);
      if (due === late.length) {
        await pause(Math.max(1, schedule.instantOf(late.length) - now));
        continue;
      }
      const some = Array.from({ length: due - late.length }, (_, i) => make(late.length + i, now));
      for (let index = late.length; index < due; index++) late.push(now - schedule.instantOf(index));
      await this.send(some);
    }
    return late;
  }

  async send(some: readonly Outgoing[]): Promise<void> {
    const byTopic = Map.groupBy(some, ({ topic }) => topic);
    await this.producer.sendBatch({
      topicMessages: [...byTopic].map(([topic, all]) => ({ topic, messages: all.map(({ message }) => message) })),
    });
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

export function submitted(submission: SubmissionOnTheWire): Outgoing {
  const { source, sourceId } = submission;
  return {
    topic: topics.submissions(source),
    message: cloudEvent(sourceId, sourceId, 'submission.v1', `/call-centre/${source}`, submission),
  };
}

export function cloudEvent(key: string, id: string, type: string, from: string, body: unknown): Message {
  return {
    key,
    value: JSON.stringify(body),
    headers: {
      [HEADER.id]: id,
      [HEADER.type]: type,
      [HEADER.source]: from,
      [HEADER.specversion]: '1.0',
      [HEADER.contentType]: 'application/json',
    },
  };
}
