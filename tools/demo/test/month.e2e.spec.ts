import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadlineMissed } from '@cc/contracts';
import { demoMonth, type MonthResult, type MonthSeams } from '../src/month/demo-month.js';
import type { Seen } from '../src/month/outside.js';

const PATIENCE_MS = 600_000;
/** Four days of a month of 1500 complaints: some 150, and what follows from them. */
const DAYS = { options: { seed: 11, complaints: 1500 }, days: 4 };

interface Told {
  /** What a stranger reads. */
  text: string;
  /** All that parties outside read, in its order. */
  seen: Seen[];
  result: MonthResult;
}

/** As `make demo` plays and tells it, on a Kafka of its own. */
async function playDays(seams: MonthSeams = {}): Promise<Told> {
  const lines: string[] = [];
  const seen: Seen[] = [];
  const say = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  try {
    const follower = { pushed: () => undefined, saw: (one: Seen) => void seen.push(one) };
    const result = await demoMonth(mkdtempSync(join(tmpdir(), 'month-')), DAYS.options, {
      ...{ days: DAYS.days, follower, ownKafka: true },
      ...seams,
    });
    return { text: lines.join('\n'), seen, result };
  } finally {
    say.mockRestore();
  }
}

/** With its place in the log, its id and all that it says. */
const asText = ({ offset, ...one }: Seen) => JSON.stringify({ ...one, offset: String(offset) });

describe('the demonstration, played twice on real Kafka and PostgreSQL', () => {
  let first: Told;
  let second: Told;
  beforeAll(async () => {
    first = await playDays();
    let dropped = false;
    // The second time one receipt does not reach its call centre.
    const receipts = () => (dropped ? true : !(dropped = true));
    second = await playDays({ receipts });
  }, PATIENCE_MS);

  it('leaves the same both times: every fact and message in its place, ids, data and times', () => {
    const again = second.seen.map(asText);

    expect(first.seen.length).toBeGreaterThan(1000);
    // Not toEqual on the whole: of thousands of long lines only the first that differ are of interest.
    expect(again.length).toBe(first.seen.length);
    const other = first.seen.map(asText).flatMap((line, at) => (line === again[at] ? [] : [[line, again[at]]]));
    expect(other.slice(0, 3)).toEqual([]);
  });

  it('has an answer to every item, once, and says so', () => {
    const counts = Object.fromEntries(
      [...first.result.line.matchAll(/(\w+)=(\d+)/g)].map(([, name, count]) => [name!, Number(count)]),
    );
    const { submissions, items, bounced, missing, doubled, ...outcomes } = counts;

    expect(first.text).toContain(`\n${first.result.line}\n`);
    expect(first.text).toMatch(/\nreports recounted from \d+ facts: 0 differences\n/);
    expect(submissions).toBeGreaterThan(100);
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(items);
    expect({ missing, doubled, bounced }).toEqual({ missing: 0, doubled: 0, bounced: expect.any(Number) });
    expect(first.result.isRight).toBe(true);
  });

  it('misses a receipt that is lost, and does not call it right', () => {
    expect(second.result.line).toContain(' missing=1 doubled=0');
    expect(second.result.isRight).toBe(false);
    expect(second.text).toMatch(/: no receipt\n/);
  });

  it('notices a missed deadline in the millisecond after it is due', () => {
    const misses = first.seen.filter(({ type }) => type === DeadlineMissed.type).map(({ body }) => body);

    expect(misses.length).toBeGreaterThan(0);
    for (const { dueAt, recordedAt } of misses as { dueAt: string; recordedAt: string }[]) {
      expect(Date.parse(recordedAt) - Date.parse(dueAt)).toBe(1);
    }
  });

  it.each([
    ['every day', /10-04 日 Sun +\d+/],
    ['what happens first', /· .+时限“.+”.+超时/],
    ['every kind of submission with an example', /客户投诉 · a complaint +\d+ +\d+ ticket 建单/],
    ['the provinces', /44 广东省 · Guangdong +\d+/],
    ['a story in Chinese', /第 1 次派单：派至 \S+/],
  ])('tells %s', (_, pattern) => {
    expect(first.text).toMatch(pattern);
  });
});
