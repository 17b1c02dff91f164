/** Writes requests to Kafka into one piece of memory, which is kept from one to the next and grows with the longest. */
export class RequestWriter {
  at = 0;

  constructor(private desk: Buffer) {}

  /** All there is until more is written. */
  get bytes(): Buffer {
    return this.desk;
  }

  /** Of what was written. */
  copy(): Buffer {
    return Buffer.from(this.desk.subarray(0, this.at));
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
    const larger = Buffer.allocUnsafe(2 * (this.at + bytes));
    this.desk.copy(larger, 0, 0, this.at);
    this.desk = larger;
  }
}
