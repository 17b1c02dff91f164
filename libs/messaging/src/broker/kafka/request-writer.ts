const FIRST = 256 * 1024;
/** A full batch of the relay takes half of it. What a longer request needed is not kept: there may never be another. */
export const KEPT_FOR_REQUESTS = 4 * 1024 * 1024;

/** Writes requests to Kafka into one piece of memory, which is kept from one to the next and grows with them. */
export class RequestWriter {
  at = 0;
  private desk = Buffer.allocUnsafe(FIRST);

  /** All there is until more is written. */
  get bytes(): Buffer {
    return this.desk;
  }

  /** What was written, in memory of its own. */
  take(): Buffer {
    const written = this.desk.subarray(0, this.at);
    this.at = 0;
    if (this.desk.length <= KEPT_FOR_REQUESTS) return Buffer.from(written);
    this.desk = Buffer.allocUnsafe(FIRST);
    return written;
  }

  int8(value: number): void {
    this.room(1);
    this.desk[this.at++] = value;
  }

  int16(value: number): void {
    this.room(2);
    this.at = this.desk.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.room(4);
    this.at = this.desk.writeInt32BE(value, this.at);
  }

  int64(value: bigint): void {
    this.room(8);
    this.at = this.desk.writeBigInt64BE(value, this.at);
  }

  string(text: string | null): void {
    if (text === null) return this.int16(-1);
    const length = Buffer.byteLength(text);
    this.int16(length);
    this.room(length);
    this.at += this.desk.write(text, this.at);
  }

  buffer(content: Buffer): void {
    this.room(content.length);
    this.at += content.copy(this.desk, this.at);
  }

  each<Item>(items: readonly Item[], write: (item: Item, index: number) => void): void {
    this.int32(items.length);
    items.forEach(write);
  }

  /** What `write` writes, behind its length. */
  withLength(write: () => void): void {
    const begin = this.at;
    this.int32(0);
    write();
    this.desk.writeInt32BE(this.at - begin - 4, begin);
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.desk.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.desk.length, this.at + bytes));
    this.desk.copy(larger, 0, 0, this.at);
    this.desk = larger;
  }
}
