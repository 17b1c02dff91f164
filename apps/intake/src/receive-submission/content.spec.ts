import { Submission } from '@cc/contracts';
import { contentOf } from './content.js';

const sent = {
  source: 'cc-44',
  sourceId: 'GD-1',
  occurredAt: '2026-11-24T09:00:00+08:00',
  channel: 'hotline',
  items: [{ kind: 'new', problem: '宽带断网' }],
};

const content = (body: object) => contentOf(Submission.parse(body));

describe('the content of a submission', () => {
  it('does not depend on order, zone notation, or fields that say nothing', () => {
    const again = {
      items: [{ problem: '宽带断网', kind: 'new', demand: null, massFlag: false, attachments: [] }],
      channel: 'hotline',
      customer: {},
      occurredAt: '2026-11-24T01:00:00Z',
      sourceId: 'GD-1',
      source: 'cc-44',
    };

    expect(content(again)).toBe(content(sent));
  });

  describe('of the past', () => {
    const past = (line: number, further: object = {}) => ({
      ...sent,
      items: [
        {
          kind: 'past',
          problem: '宽带断网',
          state: 'closed',
          origin: { file: 'tickets-2015.csv', line, mapping: 'tickets-2015 1' },
          further,
        },
      ],
    });

    it('does not depend on the line that it stands in', () => {
      expect(content(past(8))).toBe(content(past(7)));
    });

    it('depends on a column of the export that is called origin', () => {
      expect(content(past(7, { origin: 'Hunan' }))).not.toBe(content(past(7, { origin: 'Guangdong' })));
    });
  });

  it.each([
    ['a word', { items: [{ kind: 'new', problem: '宽带断网了' }] }],
    ['a second item', { items: [...sent.items, ...sent.items] }],
    ['a flag', { items: [{ kind: 'new', problem: '宽带断网', massFlag: true }] }],
    ['the time', { occurredAt: '2026-11-24T09:00:01+08:00' }],
    ['the customer', { customer: { phone: '13800138000' } }],
  ])('changes with %s', (_, change) => {
    expect(content({ ...sent, ...change })).not.toBe(content(sent));
  });
});
