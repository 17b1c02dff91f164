import { checkPositions } from './positions.js';
import { aRecord } from './record.fixture.js';

const place = { topic: 'complaints.facts', partition: 3 };
const offsets = (records: { offset: bigint }[]) => records.map(({ offset }) => Number(offset));

describe('checking positions', () => {
  it('takes what comes next of each publisher', () => {
    const records = [aRecord(7, ['intake', 5]), aRecord(8, ['routing', 1]), aRecord(9, ['intake', 6])];

    const checked = checkPositions({ ...place, records }, new Map([['intake', 4n]]), true);

    expect(checked).toEqual({ fresh: records, duplicates: 0, gaps: [] });
  });

  it('drops what is not above the last position, within a batch too', () => {
    const records = [aRecord(7, ['intake', 4]), aRecord(8, ['intake', 5]), aRecord(9, ['intake', 5])];

    const checked = checkPositions({ ...place, records }, new Map([['intake', 4n]]), true);

    expect(offsets(checked.fresh)).toEqual([8]);
    expect(checked).toMatchObject({ duplicates: 2, gaps: [] });
  });

  it('sees a jump, tells it once, and goes on behind it', () => {
    const records = [aRecord(7, ['intake', 8]), aRecord(8, ['intake', 9])];

    const checked = checkPositions({ ...place, records }, new Map([['intake', 4n]]), true);

    expect(offsets(checked.fresh)).toEqual([7, 8]);
    expect(checked.gaps).toEqual([{ ...place, publisher: 'intake', after: 4n, found: 8n }]);
  });

  it('misses the beginning of a publisher never seen, unless reading began in the middle of the log', () => {
    const records = [aRecord(7, ['intake', 3])];

    expect(checkPositions({ ...place, records }, new Map(), true).gaps).toHaveLength(1);
    expect(checkPositions({ ...place, records }, new Map(), false).gaps).toEqual([]);
  });

  it('reads no position where none of our services names itself as the publisher', () => {
    const records = [aRecord(7), aRecord(8, ['somebody', 4]), aRecord(9, ['somebody', 2]), aRecord(10, ['x\0', 1])];

    expect(checkPositions({ ...place, records }, new Map(), true).fresh).toEqual(records);
  });
});
