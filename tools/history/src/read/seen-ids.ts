import { hash } from 'node:crypto';

/**
 * Which ids have come before, at eight bytes each however long they are. Two different ids could be taken for one at odds of
 * one to some hundred thousand in ten million rows; both would then be told apart by their lines.
 */
export class SeenIds {
  private slots = new BigUint64Array(1 << 16);
  private held = 0;

  /** Whether it has come before. It has from now on. */
  seenBefore(id: string): boolean {
    if ((this.held + 1) * 2 > this.slots.length) this.grow();
    return !this.put(keyOf(id));
  }

  has(id: string): boolean {
    const { slots } = this;
    const key = keyOf(id);
    for (let at = Number(key & BigInt(slots.length - 1)); slots[at] !== 0n; at = (at + 1) % slots.length) {
      if (slots[at] === key) return true;
    }
    return false;
  }

  private put(key: bigint): boolean {
    const { slots } = this;
    const mask = BigInt(slots.length - 1);
    for (let at = Number(key & mask); ; at = (at + 1) % slots.length) {
      if (slots[at] === key) return false;
      if (slots[at] === 0n) {
        slots[at] = key;
        this.held++;
        return true;
      }
    }
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new BigUint64Array(before.length * 2);
    this.held = 0;
    for (const key of before) if (key !== 0n) this.put(key);
  }
}

/** Zero marks an empty slot. */
const keyOf = (id: string) => hash('sha256', id, 'buffer').readBigUInt64LE() | 1n;
