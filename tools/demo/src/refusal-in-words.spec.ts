import { refusalInWords } from './refusal-in-words.js';

describe('a refusal, told to the reader of the demo,', () => {
  it('says in both languages what may be done instead, and by which rule', () => {
    const why = { rule: 'reply/not-at-dispatched' };

    const line = refusalInWords('44', 'earlyReply', {
      stage: 'dispatched',
      why,
      allowedActions: ['accept', 'return', 'transfer'],
    });

    expect(line).toBe(
      '44 想未接单就回单，不允许：可以接单、驳回、转派 · ' +
        '44 wants to reply before it had accepted, refused: it may accept the work, send it back, pass it on (reply/not-at-dispatched)',
    );
  });

  it('says why nothing may be done any more', () => {
    const line = refusalInWords('43', 'accept', {
      stage: 'withdrawn',
      why: { rule: 'accept/not-at-withdrawn' },
      allowedActions: [],
    });

    expect(line).toContain('不允许：客户已撤诉');
    expect(line).toContain('refused: the customer has withdrawn (accept/not-at-withdrawn)');
  });
});
