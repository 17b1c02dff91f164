import { loadRuleBook } from '../rule-book.js';
import { engineProcedures } from './engine-procedures.js';

const procedures = engineProcedures();
const GUANGDONG = [
  { id: 'telecom-group/guangdong', version: '2026' },
  { id: 'telecom-group/regulator', version: '2026' },
];
const words = procedures.words(GUANGDONG);

describe('the words of a ticket', () => {
  it('are those of all its procedures, of the levels they extend, and the platform’s own', () => {
    expect(words.documents.get('return-slip')).toEqual({ zh: '回单', en: 'Return slip' });
    expect(words.documents.has('mediation-letter')).toBe(true);
    expect(words.roles.get('province-duty-officer')).toEqual({
      zh: '省公司值班长',
      en: 'Duty officer of the province',
    });
    expect(words.roles.get('customer')).toEqual({ zh: '客户', en: 'Customer' });
    expect(words.actions.get('visitCustomer')).toEqual({ zh: '上门走访客户', en: 'Visit the customer' });
    expect(words.actions.get('reply')).toEqual({ zh: '回单', en: 'Reply' });
    expect(words.stages.get('appealed')).toEqual({ zh: '已申诉', en: 'Appealed' });
  });

  it('hold the fields that may be brought, with their type and name', () => {
    expect(words.fields.get('typhoon')).toEqual({
      type: 'flag',
      name: { zh: '台风影响区域', en: 'In the area of a typhoon' },
    });
    expect(words.fields.get('result')).toMatchObject({ type: 'text', name: { zh: '处理结果' } });
    expect(words.fields.get('verified')).toMatchObject({ type: 'choice', values: ['true', 'untrue', 'unclear'] });
  });

  it.each(['nature', 'slipAuditedBy', 'appealTo', 'crossProvince', 'returns', 'channelLevel', 'answerPending'])(
    'hold no %s: it is decided, decided from, or counted',
    (field) => {
      expect(words.fields.has(field)).toBe(false);
    },
  );

  it('hold nothing that the miss of a clock says: no unit could say that time has passed, or has not', () => {
    expect(words.fields.has('unansweredFor15Days')).toBe(false);
    for (const { basis, clocks } of loadRuleBook().procedures.all()) {
      const set = clocks.flatMap(({ onMiss }) => onMiss.flatMap(({ entry }) => Object.keys(entry.set ?? {})));
      const { fields } = procedures.words([basis]);
      expect({ basis, mayBeSaid: set.filter((field) => fields.has(field)) }).toEqual({ basis, mayBeSaid: [] });
    }
  });

  it('are none but the platform’s where no procedure applies', () => {
    const { documents, fields, actions } = procedures.words([]);

    expect([documents.size, fields.size]).toEqual([0, 0]);
    expect(actions.get('accept')).toEqual({ zh: '接单', en: 'Accept' });
  });
});
