import type {
  Broker,
  BrokerRecord,
  Consumption,
  ConsumerSession,
  KeptSetting,
  LogBounds,
  PartitionBatch,
  RecordToSend,
} from '../broker.js';
import type { Place } from '../place.js';
import { SystemTime, type TimeOfDay } from '../../time/time-of-day.js';
import { PartitionLog } from './log.js';
import { Member } from './member.js';
import { Signal } from './signal.js';

/**
 * A broker in this process, for tests: the same promises as Kafka, and the same ways to break. Any number of services and
 * instances may share one.
 */
export class InMemoryBroker implements Broker {
  private readonly topics = new Map<string, PartitionLog[]>();
  private readonly groups = new Map<string, Member[]>();
  private readonly changed = new Signal();
  /** Topics that a group does not get to read for the moment, as `group topic`. */
  private readonly heldBack = new Set<string>();
  private up = true;

  /** `time` is what records are stamped with when they are appended. */
  constructor(private readonly time: TimeOfDay = new SystemTime()) {}

  async createTopics(topics: { topic: string; partitions: number }[]): Promise<KeptSetting[]> {
    this.mustBeUp();
    for (const { topic, partitions } of topics) {
      if (this.topics.has(topic)) continue;
      this.topics.set(
        topic,
        Array.from({ length: partitions }, (_, partition) => new PartitionLog(topic, partition)),
      );
    }
    return [];
  }

  async partitionCount(topic: string): Promise<number> {
    this.mustBeUp();
    return this.logsOf(topic).length;
  }

  async send(batches: PartitionBatch<RecordToSend>[]): Promise<(Place & { baseOffset: bigint })[]> {
    this.mustBeUp();
    const appendedAt = this.time.now();
    const acknowledged = batches.map(({ topic, partition, records }) => {
      const log = this.logOf(topic, partition);
      const baseOffset = log.append(records, appendedAt);
      return { topic, partition, baseOffset };
    });
    this.changed.send();
    return acknowledged;
  }

  async consume(group: string, topics: string[], session: ConsumerSession): Promise<Consumption> {
    this.mustBeUp();
    for (const topic of topics) this.logsOf(topic);
    const mayRead = ({ topic }: PartitionLog) => this.up && !this.heldBack.has(`${group} ${topic}`);
    const member = new Member(topics, session, this.changed, mayRead);
    this.groups.set(group, [...(this.groups.get(group) ?? []), member]);
    this.rebalance(group);
    const leave = async () => {
      const members = this.groups.get(group) ?? [];
      if (!members.includes(member)) return;
      this.groups.set(
        group,
        members.filter((other) => other !== member),
      );
      const stopped = member.stop();
      this.rebalance(group);
      await stopped;
    };
    void member.died.then(leave);
    return { stop: leave, died: member.died };
  }

  async scan(
    topic: string,
    from: { partition: number; offset: bigint }[],
    visit: (partition: number, record: BrokerRecord) => void,
  ): Promise<void> {
    this.mustBeUp();
    for (const { partition, offset } of from) {
      for (const record of this.logOf(topic, partition).from(offset)) visit(partition, record);
    }
  }

  async bounds(topic: string): Promise<LogBounds[]> {
    this.mustBeUp();
    return this.logsOf(topic).map(({ partition, first, next }) => ({ topic, partition, first, next }));
  }

  async close(): Promise<void> {
    const members = [...this.groups.values()].flat();
    this.groups.clear();
    await Promise.all(members.map((member) => member.stop()));
  }

  /** Everything a topic holds, partition by partition. */
  records(topic: string): (BrokerRecord & { partition: number })[] {
    return this.logsOf(topic).flatMap((log) => log.from(0n).map((record) => ({ ...record, partition: log.partition })));
  }

  /** Appends a record exactly as a party outside might send it. Answers its offset. */
  append(topic: string, partition: number, record: Omit<BrokerRecord, 'offset'>): bigint {
    const offset = this.logOf(topic, partition).appendRaw(record);
    this.changed.send();
    return offset;
  }

  /** Deletes the records before an offset, as retention does. */
  deleteBefore({ topic, partition }: Place, offset: bigint): void {
    this.logOf(topic, partition).deleteBefore(offset);
  }

  /** A group falls behind on a topic: it reads nothing more of it until it is let go. */
  holdBack(group: string, topic: string): void {
    this.heldBack.add(`${group} ${topic}`);
  }

  letGo(group: string, topic: string): void {
    this.heldBack.delete(`${group} ${topic}`);
    this.changed.send();
  }

  /** Resolves once a group has applied all that its topics hold, but for those it is held back from. */
  async caughtUp(group: string): Promise<void> {
    while (!this.hasCaughtUp(group)) await this.changed.next();
  }

  goDown(): void {
    this.up = false;
  }

  comeBack(): void {
    this.up = true;
    this.changed.send();
  }

  /** Gives all partitions of a group out again. */
  private rebalance(group: string): void {
    const members = this.groups.get(group) ?? [];
    const assignments = new Map(members.map((member): [Member, PartitionLog[]] => [member, []]));
    const topics = new Set(members.flatMap((member) => member.topics));
    let turn = 0;
    for (const topic of topics) {
      const readers = members.filter((member) => member.topics.includes(topic));
      for (const log of this.logsOf(topic)) assignments.get(readers[turn++ % readers.length]!)!.push(log);
    }
    for (const [member, logs] of assignments) member.assign(logs);
  }

  private hasCaughtUp(group: string): boolean {
    const members = this.groups.get(group) ?? [];
    const topics = new Set(members.flatMap((member) => member.topics));
    const logs = [...topics]
      .filter((topic) => !this.heldBack.has(`${group} ${topic}`))
      .flatMap((topic) => this.logsOf(topic));
    return logs.every((log) => members.some((member) => member.placeOf(log) === log.next));
  }

  private logsOf(topic: string): PartitionLog[] {
    const logs = this.topics.get(topic);
    if (!logs) throw new Error(`there is no topic ${topic}: create it with "hub topics create"`);
    return logs;
  }

  private logOf(topic: string, partition: number): PartitionLog {
    const log = this.logsOf(topic)[partition];
    if (!log) throw new Error(`topic ${topic} has no partition ${partition}`);
    return log;
  }

  private mustBeUp(): void {
    if (!this.up) throw new Error('the broker is down');
  }
}
