import { InFlight, type Answer } from './in-flight.js';

const fresh = () => ({
  rows: 0,
  last: null,
  receiptsFrom: [{ partition: 0, offset: '100' }],
  begunAt: [{ partition: 0, offset: '100' }],
});

const answer = (offset: number, sourceId: string): Answer => ({ partition: 0, offset: BigInt(offset), sourceId });

describe('rows on their way', () => {
  it('count when there is no gap before them, whatever the order of the answers', () => {
    const rows = new InFlight(fresh());
    for (const id of ['a', 'b', 'c']) rows.mustBeSent(id);

    rows.answered(answer(100, 'b'));
    rows.answered(answer(101, 'c'));

    expect(rows.reached()).toMatchObject({ rows: 0, receiptsFrom: [{ partition: 0, offset: '100' }] });
    expect(rows.size).toBe(1);

    rows.answered(answer(102, 'a'));

    expect(rows.reached()).toMatchObject({
      rows: 3,
      last: { sourceId: 'c', offset: '101' },
      receiptsFrom: [{ partition: 0, offset: '103' }],
      begunAt: [{ partition: 0, offset: '100' }],
    });
  });

  it('count what was refused before it was sent, in its place', () => {
    const rows = new InFlight(fresh());
    rows.mustBeSent('a');
    rows.refusedHere();

    expect(rows.reached()).toMatchObject({ rows: 0 });

    rows.answered(answer(100, 'a'));

    expect(rows.reached()).toMatchObject({ rows: 2 });
  });

  it('are not sent again where a killed import has their answer, and are told as what it was', () => {
    const told: Answer[] = [];
    const rows = new InFlight(fresh(), (answered) => told.push(answered));
    rows.answered(answer(100, 'a'));

    const must = rows.mustBeSent('a');

    expect(must).toBe(false);
    expect(told).toEqual([answer(100, 'a')]);
    expect(rows.reached()).toMatchObject({ rows: 1 });
  });

  it('count once however often they were sent and answered', () => {
    const rows = new InFlight(fresh());
    rows.mustBeSent('a');

    rows.answered(answer(100, 'a'));
    rows.answered(answer(101, 'a'));
    rows.answered(answer(102, 'a'));

    expect(rows.reached()).toMatchObject({ rows: 1, receiptsFrom: [{ partition: 0, offset: '103' }] });
  });

  it('keep the answers of rows that are not read again yet for the next import', () => {
    const rows = new InFlight(fresh());

    rows.answered(answer(100, 'later'));

    expect(rows.reached().receiptsFrom).toEqual([{ partition: 0, offset: '100' }]);
  });
});
