import { randomUUID } from 'node:crypto';
import type { Platform } from '../src/index.js';
import { ACCEPT, aCall, anAction } from './calls.js';
import { hub, PATIENCE_MS } from './hub.js';
import { headersOf, type Outside, type Pushed } from './outside.js';

const SOURCE = 'cc-11';
const SUBMISSIONS = `complaints.submissions.${SOURCE}`;
const RECEIPTS = `complaints.receipts.${SOURCE}`;
const DIVISION = '11';
const ACTIONS = `complaints.work-actions.${DIVISION}`;
const WORK = `complaints.work.${DIVISION}`;

const NO_TEXT = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
const tooLarge = (text: string) => text.padEnd(128 * 1024 + 1);

/** As a bridge sends them that copies the headers of our messages: a record of it is neither a duplicate nor a gap. */
const OURS = { 'x-publisher': 'routing', 'x-position': '17' };

/** What may be wrong with a record, and the field that its answer names; `key` and `body` would be right. */
type Mistake = [what: string, make: (key: string, body: object) => Pushed, field: string];

const record = (
  type: string,
  key: string | Buffer | null,
  value: string | Buffer | null,
  headers: object = {},
): Pushed => ({
  key,
  value,
  headers: { ...headersOf(type, `m-${randomUUID()}`), ...OURS, ...headers },
});
const without = ({ headers, ...rest }: Pushed, name: string): Pushed => ({
  ...rest,
  headers: Object.fromEntries(Object.entries(headers!).filter(([each]) => each !== name)),
});

/** Mistakes in the record, whatever contract its body follows. */
const mistakesOfRecords = (type: string, idField: string): Mistake[] => [
  ['bytes that are no text', (key) => record(type, key, NO_TEXT), ''],
  ['text that is no JSON', (key) => record(type, key, '{"a": '), ''],
  ['no value', (key) => record(type, key, null), ''],
  ['a list', (key) => record(type, key, '[]'), ''],
  ['over 128 KB', (key, body) => record(type, key, tooLarge(JSON.stringify(body))), ''],
  ['an unknown version', (key, body) => record(type.replace('v1', 'v9'), key, JSON.stringify(body)), 'header:ce_type'],
  ['a missing header', (key, body) => without(record(type, key, JSON.stringify(body)), 'ce_id'), 'header:ce_id'],
  ['no headers', (key, body) => ({ key, value: JSON.stringify(body), headers: {} }), 'header:ce_type'],
  ['a doubled header', (key, body) => record(type, key, JSON.stringify(body), { ce_id: ['a', 'b'] }), 'header:ce_id'],
  ['a wrong key', (key, body) => record(type, key, JSON.stringify({ ...body, [idField]: randomUUID() })), 'key'],
  [
    'an id of a wrong type',
    (key, body) => record(type, key, JSON.stringify({ ...body, [idField]: 17 })),
    `/${idField}`,
  ],
  ['a misspelt field', (key, body) => record(type, key, JSON.stringify({ ...body, chanel: 'app' })), '/chanel'],
];

const submission = (over: object) => (key: string, body: object) =>
  record('submission.v1', key, JSON.stringify({ ...body, ...over }));
const item = (over: object) => submission({ items: [{ kind: 'new', problem: '断网', ...over }] });

const mistakesOfSubmissions: Mistake[] = [
  ...mistakesOfRecords('submission.v1', 'sourceId'),
  ['a wrong type', item({ problem: 42 }), '/items/0/problem'],
  ['a null byte', item({ problem: '断网\0' }), '/items/0/problem'],
  ['a lone surrogate', item({ problem: '断网\ud83d' }), '/items/0/problem'],
  ['a number that is no phone', submission({ customer: { phone: '12345' } }), '/customer/phone'],
  ['an unknown code of a region', item({ fault: { region: '990100' } }), '/items/0/fault/region'],
  ['a time in the future', submission({ occurredAt: '2999-01-01T00:00:00+08:00' }), '/occurredAt'],
  ['a time before 2000', submission({ occurredAt: '1999-12-31T23:59:59+08:00' }), '/occurredAt'],
  ["another party's source", submission({ source: 'cc-43' }), '/source'],
];

const action = (over: object) => (key: string, body: object) =>
  record('work.action.v1', key, JSON.stringify({ ...body, ...over }));

const mistakesOfActions: Mistake[] = [
  ...mistakesOfRecords('work.action.v1', 'complaintId'),
  ['a wrong type', action({ do: 'accept' }), '/do'],
  ['an unknown action', action({ do: { action: 'acept' } }), '/do/action'],
  ['a null byte', action({ by: { role: 'handler', id: 'cs\0' } }), '/by/id'],
  ['a lone surrogate', action({ by: { role: 'handler', id: 'cs\ud83d' } }), '/by/id'],
  ['a time in the future', action({ at: '2999-01-01T00:00:00+08:00' }), '/at'],
  ['a time before 2000', action({ at: '1999-12-31T23:59:59+08:00' }), '/at'],
];

/** Nobody can be told: neither the key nor the body names anything. */
const unanswerable: [string, Pushed][] = [
  ['no key and no text', { key: null, value: NO_TEXT }],
  ['nothing at all', { key: null, value: null }],
  ['a key that is no text, and no JSON', { key: Buffer.from([0xff, 0xfe]), value: 'x' }],
  ['a key with a null byte, and no JSON', { key: 'a\0b', value: 'x' }],
];

const inOnePartition = (pushed: Pushed): Pushed => ({ ...pushed, partition: 0 });

interface Violations {
  violations: { field: string; rule: string }[];
}
type ReceiptItem = Violations & { outcome: string; complaintId: string; item: number };

const fieldsOf = ({ violations }: Violations) => violations.map(({ field }) => field);

/** All that is bad goes to one partition, each followed by something good, before the first answer is looked at. */
export function badInputCases(given: () => { platform: Platform; outside: Outside }): void {
  const numbered = <Row extends unknown[]>(rows: Row[]) => rows.map((row, at) => [...row, at] as [...Row, number]);

  describe('on the topic of a source', () => {
    const badKey = (at: number) => `bad-${at}`;
    const goodKey = (at: number) => `good-${at}`;
    const receiptOf = async (key: string) => {
      const { body } = await given().outside.next(RECEIPTS, (seen) => seen.key === key);
      return body['items'] as ReceiptItem[];
    };

    beforeAll(async () => {
      const { outside } = given();
      const bad = mistakesOfSubmissions.map(([, make], at) => make(badKey(at), aCall(SOURCE, badKey(at))));
      const all = [...bad, ...unanswerable.map(([, pushed]) => pushed)];
      const good = all.map((_, at) => outside.recordOf(goodKey(at), aCall(SOURCE, goodKey(at)), 'submission.v1'));
      await outside.push(SUBMISSIONS, ...all.flatMap((pushed, at) => [pushed, good[at]!]).map(inOnePartition));
    }, PATIENCE_MS);

    it.each(numbered(mistakesOfSubmissions))(
      '%s is refused by a receipt that names the field, and the next is received',
      async (_, _make, field, at) => {
        const [refused] = await receiptOf(badKey(at));
        const [next] = await receiptOf(goodKey(at));

        expect(refused).toMatchObject({ outcome: 'refused' });
        expect(fieldsOf(refused!)).toContain(field);
        expect(next).toMatchObject({ outcome: 'ticket' });
      },
      PATIENCE_MS,
    );

    it.each(numbered(unanswerable))(
      '%s is kept as a dead letter, and the next is received',
      async (_, _pushed, at) => {
        const [next] = await receiptOf(goodKey(mistakesOfSubmissions.length + at));

        expect(next).toMatchObject({ outcome: 'ticket' });
        expect(await deadLetters('intake', SUBMISSIONS)).toBe(unanswerable.length);
      },
      PATIENCE_MS,
    );

    it(
      'is refused as a whole for one bad item, and taken as a whole once it is corrected, under the same id',
      async () => {
        const { outside } = given();
        const call = aCall(SOURCE, 'corrected');
        const [first] = call.items;
        const second = { kind: 'new' as const, problem: '话费多扣了', category: ['billing'] };
        const bad = { ...call, items: [first!, { ...second, problem: '' }] };

        await outside.submit(bad);
        const refused = await receiptOf('corrected');
        await outside.submit({ ...call, items: [first!, second] });
        const taken = await outside.some(RECEIPTS, 2, ({ key }) => key === 'corrected');

        expect(refused.map(({ item: at, outcome }) => [at, outcome])).toEqual([
          [0, 'refused'],
          [1, 'refused'],
        ]);
        expect(refused[0]!.violations).toMatchObject([{ field: '/items/0', rule: 'refused-together' }]);
        expect(fieldsOf(refused[1]!)).toEqual(['/items/1/problem']);
        expect((taken[1]!.body['items'] as ReceiptItem[]).map(({ outcome }) => outcome)).toEqual(['ticket', 'ticket']);
      },
      PATIENCE_MS,
    );
  });

  describe('on the topic of a division', () => {
    const keys = mistakesOfActions.map(() => randomUUID());
    const answerTo = async (key: string) =>
      (await given().outside.next(WORK, (seen) => seen.key === key && seen.type === 'work.action-answered.v1')).body;
    const answersTo = async (actionId: string, count: number) => {
      const all = await given().outside.some(WORK, count, ({ body }) => body['actionId'] === actionId);
      return all.map(({ body }) => body['result']);
    };
    let complaintId: string;

    beforeAll(async () => {
      const { outside } = given();
      await outside.submit(aCall(SOURCE, 'to-be-worked-on'));
      const { body } = await outside.next(RECEIPTS, ({ key }) => key === 'to-be-worked-on');
      [{ complaintId }] = body['items'] as [ReceiptItem];
      await outside.next(WORK, ({ key, type }) => key === complaintId && type === 'work.order.v1');
      const bad = mistakesOfActions.map(([, make], at) =>
        make(keys[at]!, anAction(`bad-action-${at}`, keys[at]!, ACCEPT)),
      );
      await outside.push(ACTIONS, ...[...bad, ...unanswerable.map(([, pushed]) => pushed)].map(inOnePartition));
    }, PATIENCE_MS);

    it.each(numbered(mistakesOfActions))(
      '%s is answered with the field',
      async (_, _make, field, at) => {
        const answer = await answerTo(keys[at]!);

        expect(answer).toMatchObject({ result: 'refused' });
        expect(fieldsOf(answer as unknown as Violations)).toContain(field);
      },
      PATIENCE_MS,
    );

    it(
      'goes on after all of it: an action refused as unreadable is done once it is corrected, under the same id',
      async () => {
        const { outside } = given();
        const accept = anAction('accept-at-last', complaintId, ACCEPT);

        await outside.act(DIVISION, { ...accept, at: 'yesterday' });
        await outside.act(DIVISION, accept);

        expect(await answersTo('accept-at-last', 2)).toEqual(['refused', 'done']);
        expect(await deadLetters('routing', ACTIONS)).toBe(unanswerable.length);
      },
      PATIENCE_MS,
    );
  });

  it(
    'leaves every service as ready as before',
    async () => {
      const { platform } = given();

      const statuses = await Promise.all(
        Object.values(platform.urls).map(async (url) => (await fetch(`${url}/health/ready`)).status),
      );

      expect(statuses).toEqual([200, 200, 200, 200, 200]);
    },
    PATIENCE_MS,
  );

  async function deadLetters(service: string, topic: string): Promise<number> {
    const { connectionFile } = given().platform;
    const { stdout } = await hub(['--connection', connectionFile, 'dead-letters', 'list', service, '--json']);
    const letters = JSON.parse(stdout) as { topic: string; reason: string }[];
    expect(letters.every(({ reason }) => reason.length > 0)).toBe(true);
    return letters.filter((letter) => letter.topic === topic).length;
  }
}
