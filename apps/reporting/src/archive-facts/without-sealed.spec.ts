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

  it('leave all else as it is on the wire, to the letter', () => {
    const at = new Date('2026-11-26T12:34:56.789Z');
    const data = {
      at,
      none: null,
      left: undefined,
      clocks: [{ dueAt: at, tags: ['x', 7, null] }],
      deep: { at: { at } },
    };

    const archived = without(['text'], { ...data, text: 'k1.x.y' });

    expect(JSON.stringify(archived)).toBe(JSON.stringify(data));
  });
});
