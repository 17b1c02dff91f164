import { Receipts } from './receipts.js';
import type { Pushed } from './submissions.js';

const pushed = (key: string, shows: string): Pushed => ({ source: 'cc-44', key, shows, body: '{}' });
const receipt = (key: string, ...items: object[]) => ({ topic: 't', type: 'receipt', key, body: { items } });
const ticket = (number: string) => ({ outcome: 'ticket', complaintId: `id of ${number}`, number, violations: [] });
const refusal = {
  outcome: 'refused',
  complaintId: null,
  number: null,
  violations: [
    { field: '/customer/phone', rule: 'phone', detail: { zh: '', en: 'is no phone number; give a mobile one' } },
  ],
};

describe('What came back, beside what was pushed,', () => {
  it('stands in the order of pushing, many of one kind in one line', () => {
    const receipts = new Receipts();

    for (const each of [receipt('c', refusal), receipt('b', ticket('TS2')), receipt('a', ticket('TS1'))])
      receipts.onRecord(each);

    const table = receipts.asTable([pushed('a', 'ordinary'), pushed('b', 'ordinary'), pushed('c', 'a bad phone')]);
    expect(table.split('\n').slice(1)).toEqual([
      'ordinary       a … b      2 × ticket',
      'a bad phone    c          refused: /customer/phone is no phone number (phone)',
    ]);
    expect(receipts.outcomes).toEqual({ refused: 1, ticket: 2 });
  });

  it('tells apart what was pushed under one key, by its order', () => {
    const receipts = new Receipts();

    receipts.onRecord(receipt('a', ticket('TS1'), ticket('TS2')));
    receipts.onRecord(receipt('a', { ...ticket('TS1'), outcome: 'duplicate' }));

    const table = receipts.asTable([pushed('a', 'two in one call'), pushed('a', 'the same again')]);
    expect(table).toMatch(/two in one call +a +ticket TS1; ticket TS2\nthe same again +a +duplicate TS1$/);
  });

  it('says why there are more outcomes than receipts', () => {
    const receipts = new Receipts();

    receipts.onRecord(receipt('a', ticket('TS1'), ticket('TS2')));
    receipts.onRecord(receipt('b', refusal));

    expect(receipts.inWords()).toBe(
      '2 份回执，3 个结果（1 通电话含多件事，每件一个结果） · ' +
        '2 receipts, 3 outcomes (1 held several matters, each with an outcome of its own): 2 ticket, 1 refused',
    );
  });

  it('remembers the complaint that was urged: its story is told', () => {
    const receipts = new Receipts();

    receipts.onRecord(receipt('u', { ...ticket('TS1'), outcome: 'urge' }));

    expect(receipts.urged).toBe('id of TS1');
  });
});
