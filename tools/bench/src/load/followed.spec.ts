import { Followed } from './followed.js';
import type { Arrived } from './outside.js';
import { Schedule } from './schedule.js';

const followed = () => new Followed('run-burst-', Schedule.burst(0, 3));

const aReceipt = (key: string, complaintId: string | null, outcome = 'ticket', at = 10): Arrived => ({
  topic: 'complaints.receipts.cc-44',
  key,
  type: 'submission.receipt.v1',
  at,
  body: () => ({ items: [{ outcome, complaintId }] }),
});
const anOrder = (complaintId: string, at = 20): Arrived => ({
  topic: 'complaints.work.44',
  key: complaintId,
  type: 'work.order.v1',
  at,
  body: () => ({}),
});

describe('what the parties outside see of a leg', () => {
  it('finds the work order of a submission by the complaint that its receipt names', () => {
    const seen = followed();
    seen.onRecord(aReceipt('run-burst-2', 'c-1'));
    seen.onRecord(anOrder('c-1'));

    expect([seen.receipts, seen.orders]).toEqual([1, 1]);
    expect([seen.receiptAt[2], seen.orderAt[2]]).toEqual([10, 20]);
    expect(seen.divisionOf.get('c-1')).toBe('44');
  });

  it('waits for the receipt where the order was sooner', () => {
    const seen = followed();
    seen.onRecord(anOrder('c-1', 5));
    expect(seen.orders).toBe(0);

    seen.onRecord(aReceipt('run-burst-0', 'c-1'));
    expect([seen.orders, seen.orderAt[0]]).toEqual([1, 5]);
  });

  it('counts nothing of another leg', () => {
    const seen = followed();
    seen.onRecord(aReceipt('run-warm-up-0', 'c-1'));
    seen.onRecord(anOrder('c-1'));

    expect([seen.receipts, seen.orders, seen.wrong]).toEqual([0, 0, []]);
  });

  it('objects to what the load does not hold: no ticket, a second receipt, a second order', () => {
    const seen = followed();
    seen.onRecord(aReceipt('run-burst-0', 'c-1', 'duplicate'));
    for (const record of [aReceipt('run-burst-1', 'c-2'), anOrder('c-2')]) {
      seen.onRecord(record);
      seen.onRecord(record);
    }

    expect(seen.wrong).toEqual([
      'run-burst-0: the receipt says duplicate',
      'run-burst-1: a second receipt',
      'c-2: a second work order',
    ]);
  });
});
