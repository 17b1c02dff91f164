import type { BrokerRecord, RecordToSend } from '../broker.js';

/** A partition of a topic: an append-only list; the index is the offset. */
export class PartitionLog {
  private readonly records: BrokerRecord[] = [];
  private begin = 0n;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** The first offset that is still there. */
  get first(): bigint {
    return this.begin;
  }

  get next(): bigint {
    return BigInt(this.records.length);
  }

  /** Answers the offset of the first record. */
  append(records: readonly RecordToSend[], appendedAt: Date): bigint {
    const baseOffset = this.next;
    for (const { key, value, headers } of records) {
      this.records.push({
        offset: this.next,
        key,
        value,
        headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, [Buffer.from(text, 'utf8')]])),
        appendedAt,
      });
    }
    return baseOffset;
  }

  /** Keeps doubled headers and any bytes, as a party outside may send them. */
  appendRaw(record: Omit<BrokerRecord, 'offset'>): bigint {
    const offset = this.next;
    this.records.push({ ...record, offset });
    return offset;
  }

  /** The records before an offset are gone, as by retention. */
  deleteBefore(offset: bigint): void {
    this.begin = offset;
  }

  from(offset: bigint, limit = Number.MAX_SAFE_INTEGER): BrokerRecord[] {
    const begin = Number(offset > this.begin ? offset : this.begin);
    return this.records.slice(begin, begin + limit);
  }
}
