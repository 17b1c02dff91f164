import type { Arrived } from './outside.js';
import type { Schedule } from './schedule.js';

/** What the parties outside saw of the submissions of one schedule, by their place in it. */
export class Followed {
  readonly receiptAt: Float64Array;
  readonly orderAt: Float64Array;
  /** Which complaint became of each. */
  readonly placeOf = new Map<string, number>();
  /** Whose work order it is. */
  readonly divisionOf = new Map<string, string>();
  receipts = 0;
  orders = 0;
  /** Receipts that promise no ticket, and orders that came twice: the load has neither. */
  readonly wrong: string[] = [];
  /** A topic of its own carries the order, which may come before the receipt. */
  private readonly early = new Map<string, { at: number; division: string }>();

  constructor(
    private readonly prefix: string,
    schedule: Schedule,
  ) {
    this.receiptAt = new Float64Array(schedule.count).fill(NaN);
    this.orderAt = new Float64Array(schedule.count).fill(NaN);
  }

  onRecord(record: Arrived): void {
    if (record.type === 'submission.receipt.v1') this.onReceipt(record);
    else if (record.type === 'work.order.v1') this.onOrder(record);
  }

  private onReceipt({ key, at, body }: Arrived): void {
    if (!key.startsWith(this.prefix)) return;
    const place = Number(key.slice(this.prefix.length));
    const [item] = body()['items'] as { outcome: string; complaintId: string | null }[];
    if (item?.outcome !== 'ticket' || item.complaintId === null) {
      this.wrong.push(`${key}: the receipt says ${item?.outcome}`);
      return;
    }
    if (!Number.isNaN(this.receiptAt[place]!)) {
      this.wrong.push(`${key}: a second receipt`);
      return;
    }
    this.receipts++;
    this.receiptAt[place] = at;
    this.placeOf.set(item.complaintId, place);
    const order = this.early.get(item.complaintId);
    if (order === undefined) return;
    this.early.delete(item.complaintId);
    this.note(item.complaintId, place, order);
  }

  private onOrder({ topic, key, at }: Arrived): void {
    const order = { at, division: topic.replace('complaints.work.', '') };
    const place = this.placeOf.get(key);
    if (place === undefined) this.early.set(key, order);
    else this.note(key, place, order);
  }

  private note(complaintId: string, place: number, { at, division }: { at: number; division: string }): void {
    if (this.divisionOf.has(complaintId)) {
      this.wrong.push(`${complaintId}: a second work order`);
      return;
    }
    this.orders++;
    this.orderAt[place] = at;
    this.divisionOf.set(complaintId, division);
  }
}
