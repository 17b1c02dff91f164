import { SubmissionReceipt, TicketRegistered } from '@cc/contracts';
import { placesOf } from '@cc/hub';
import type { Seen } from './outside.js';
import { Tally } from './tally.js';

const seen = (type: string) => ({ type }) as Seen;

function aTally(isLastOfLine: (day: string) => boolean = () => true) {
  const lines: string[] = [];
  return { tally: new Tally((line) => lines.push(line), isLastOfLine), lines };
}

describe('a month, told day by day', () => {
  it('has the counts of a day first, then what was notable of it', () => {
    const { tally, lines } = aTally();

    tally.saw(seen(SubmissionReceipt.type));
    tally.note('the first miss');
    tally.dayEnded('2026-10-03');
    tally.saw(seen(TicketRegistered.type));
    tally.note('the first callback');
    tally.dayEnded('2026-10-04');

    const told = lines.slice(2).map((line) => line.split(/ {2,}/).slice(0, 3).join(' | '));
    expect(told).toEqual(['10-03 六 Sat | 1 | 0', 'the first miss', '10-04 日 Sun | 0 | 1', 'the first callback']);
  });

  it('names both ends of a week in full, also across the end of a month', () => {
    const { tally, lines } = aTally((day) => day === '2026-12-02');

    for (const day of ['2026-11-23', '2026-11-30', '2026-12-02']) tally.dayEnded(day);

    expect(lines.slice(2)).toEqual([expect.stringMatching(/^11-23 – 12-02 +0/)]);
  });

  it('keeps its columns below their headings', () => {
    const { tally, lines } = aTally((day) => day !== '2026-10-05');

    for (const day of ['2026-10-04', '2026-10-05', '2026-10-06']) tally.dayEnded(day);
    tally.end('2026-10-06');

    const [, heading, ...rows] = lines;
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(placesOf(row)).toBe(placesOf(heading!));
  });
});
