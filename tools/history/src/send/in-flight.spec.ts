import { InFlight, type Answer } from './in-flight.js';

const fresh = () => ({
  rows: 0,
  outcomes: {},
  doubled: 0,
  last: null,
  receiptsFrom: [{ partition: 0, offset: '100' }],
});

const answer = (offset: number, sourceId: string, over: Partial<Answer> = {}): Answer => ({
  id: `receipt-${offset}`,
  partition: 0,
  offset: BigInt(offset),
  sourceId,
  outcome: 'settled',
  ...over,
});

describe('rows on their way', () => {
  it('count when there is no gap before them, whatever the order of the answers', () => {
    const rows = new InFlight(fresh());
    for (const id of ['a', 'b', 'c']) rows.mustBeSent(id);

    rows.answered(answer(100, 'b'));
    rows.answered(answer(101, 'c'));

    expect(rows.reached()).toMatchObject({ rows: 0, outcomes: {}, receiptsFrom: [{ partition: 0, offset: '100' }] });
    expect(rows.size).toBe(1);

    rows.answered(answer(102, 'a', { outcome: 'waiting' }));

    expect(rows.reached()).toMatchObject({
      rows: 3,
      outcomes: { settled: 2, waiting: 1 },
      last: { sourceId: 'c', offset: '101' },
      receiptsFrom: [{ partition: 0, offset: '103' }],
    });
  });

  it('count what was refused before it was sent, in its place', () => {
    const rows = new InFlight(fresh());
    rows.mustBeSent('a');
    rows.refusedHere();

    expect(rows.reached()).toMatchObject({ rows: 0 });

    rows.answered(answer(100, 'a'));

    expect(rows.reached()).toMatchObject({ rows: 2, outcomes: { settled: 1, refused: 1 } });
  });

  it('tell an answer that came twice from a second answer', () => {
    const rows = new InFlight(fresh());
    rows.mustBeSent('a');
    rows.answered(answer(100, 'a'));

    rows.answered(answer(100, 'a'));
    rows.answered(answer(101, 'a', { id: 'receipt-100' }));
    expect(rows.reached().doubled).toBe(0);

    rows.answered(answer(102, 'a'));
    expect(rows.reached().doubled).toBe(1);
  });

  it('are not sent again where a killed import has their answer, and count as what it was', () => {
    const told: string[] = [];
    const rows = new InFlight(fresh(), ({ outcome }) => told.push(outcome));
    rows.answered(answer(100, 'a', { outcome: 'waiting' }));

    const must = rows.mustBeSent('a');

    expect(must).toBe(false);
    expect(told).toEqual(['waiting']);
    expect(rows.reached()).toMatchObject({ rows: 1, outcomes: { waiting: 1 } });
  });

  it.each(['duplicate', 'refused'] as const)(
    'count once however often they were sent: the others are %s',
    (outcome) => {
      const rows = new InFlight(fresh());
      rows.mustBeSent('a');

      rows.answered(answer(100, 'a'));
      rows.answered(answer(101, 'a', { outcome }));
      rows.answered(answer(102, 'a', { outcome }));

      expect(rows.reached()).toMatchObject({ rows: 1, outcomes: { settled: 1 }, doubled: 0 });
    },
  );

  it('keep the answers of rows that are not read again yet for the next import', () => {
    const rows = new InFlight(fresh());

    rows.answered(answer(100, 'later'));

    expect(rows.reached().receiptsFrom).toEqual([{ partition: 0, offset: '100' }]);
  });
});
