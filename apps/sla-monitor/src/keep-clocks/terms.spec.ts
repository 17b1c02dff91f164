import { deriveId } from '@cc/contracts';
import { remembered, termsById, termsOf, type Content } from './terms.js';

const ofRule = (rule: string): Content => ({
  rule,
  basis: { id: 'telecom-group/limits', version: '2026' },
  owner: 'handlingUnit',
  name: { zh: '答复客户', en: 'Answer to the customer' },
  reason: { rule, basis: 'telecom-group/limits', version: '2026', source: 'ours' },
  effects: { onWarning: [], onMiss: [{ effect: 'escalate', to: 'group' }] },
});

/** As jsonb gives it back, under an id that is not derived from it. */
const asReadUnder = (id: string, content: Content) => ({
  id,
  ...content,
  basis: { version: content.basis.version, id: content.basis.id },
  effects: { onMiss: [{ to: 'group' as const, effect: 'escalate' as const }], onWarning: [] },
});

describe('the terms of clocks', () => {
  it('are the row that says the same, whatever its id and the order of its keys', () => {
    const id = deriveId('spec', 'row');

    const read = remembered(asReadUnder(id, ofRule('read first')));

    expect(termsOf(ofRule('read first'))).toBe(read);
    expect(termsById(id)).toBe(read);
  });

  it('are those that were made when such a row is read later', () => {
    const id = deriveId('spec', 'later row');
    const made = termsOf(ofRule('made first'));

    remembered(asReadUnder(id, ofRule('made first')));

    expect(termsById(id)).toBe(made);
  });

  it('are others when they say something else', () => {
    expect(termsOf(ofRule('one')).id).not.toBe(termsOf(ofRule('another')).id);
  });
});
