import { SeenIds } from './seen-ids.js';

describe('the ids that have come before', () => {
  it('are known again, however many there are', () => {
    const ids = new SeenIds();
    const all = Array.from({ length: 100_000 }, (_, at) => `ticket-${at}`);

    expect(all.filter((id) => ids.seenBefore(id))).toEqual([]);
    expect(all.filter((id) => !ids.seenBefore(id))).toEqual([]);
  });

  it('can be asked for without becoming known', () => {
    const ids = new SeenIds();
    ids.seenBefore('a');

    expect([ids.has('a'), ids.has('b'), ids.seenBefore('b')]).toEqual([true, false, false]);
  });
});
