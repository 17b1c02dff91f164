import { ComplaintRecorded, everyFact, TicketRegistered, UrgeRequested, WorkReplied } from '@cc/contracts';
import { sealedFieldsOf, without } from './without-sealed.js';

describe('sealed fields', () => {
  it.each([
    [ComplaintRecorded, ['customer', 'text']],
    [UrgeRequested, ['text']],
    [WorkReplied, ['slip']],
    [TicketRegistered, []],
  ])('are known from the schema of the event', (definition, expected) => {
    const fields = sealedFieldsOf(definition);

    expect(fields).toEqual(expected);
  });

  it('are found in every event that has one, however deep the schema hides it', () => {
    const hidden = everyFact.filter((definition) => {
      const shape = JSON.stringify(definition.schema, (key, value) => (key === 'parent' ? undefined : value));
      return shape.includes('[\\\\w-]+\\\\.[\\\\w-]+') && sealedFieldsOf(definition).length === 0;
    });

    expect(hidden.map(({ type }) => type)).toEqual([]);
  });

  it('are left out, everything else stays', () => {
    const archived = without(['text'], { complaintId: 'a', text: 'k1.x.y' });

    expect(archived).toEqual({ complaintId: 'a' });
  });
});
