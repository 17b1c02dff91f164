import { refusalInWords } from './refusal-in-words.js';

describe('a refusal, told to the reader of the demo,', () => {
  it('says in both languages what may be done instead, and by which rule', () => {
    const why = { rule: 'reply/not-at-dispatched' };

    const words = refusalInWords({ zh: '广东省', en: 'Guangdong' }, 'earlyReply', {
      stage: 'dispatched',
      why,
      allowedActions: ['accept', 'return', 'transfer'],
    });

    expect(words).toEqual({
      zh: '广东省想未接单就回单，不允许：可以接单、驳回、转派（reply/not-at-dispatched）',
      en: 'Guangdong wants to reply before it had accepted, refused: it may accept the work, send it back, pass it on (reply/not-at-dispatched)',
    });
  });

  it('says why nothing may be done any more', () => {
    const { zh, en } = refusalInWords({ zh: '湖南省', en: 'Hunan' }, 'accept', {
      stage: 'withdrawn',
      why: { rule: 'accept/not-at-withdrawn' },
      allowedActions: [],
    });

    expect(zh).toContain('不允许：客户已撤诉');
    expect(en).toContain('refused: the customer has withdrawn (accept/not-at-withdrawn)');
  });
});
