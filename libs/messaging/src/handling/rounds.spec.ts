import { rounds } from './rounds.js';

/** `a1` is the first type of event of stream a. */
const cut = (...items: string[]) =>
  rounds(
    items,
    (item) => item[0]!,
    (item) => item[1]!,
  ).map(({ type, items: of }) => `${type}: ${of.join(' ')}`);

describe('cutting a batch into rounds', () => {
  it('calls once for many streams', () => {
    expect(cut('a1', 'b1', 'c1')).toEqual(['1: a1 b1 c1']);
  });

  it('never gives a call two items of one stream, and keeps the order of each', () => {
    expect(cut('a1', 'a1', 'b1')).toEqual(['1: a1 b1', '1: a1']);
    expect(cut('a2', 'a1', 'b1')).toEqual(['2: a2', '1: b1 a1']);
  });

  it('waits for the type that most streams have next, so that calls are few', () => {
    expect(cut('a1', 'a2', 'b2', 'c2')).toEqual(['2: b2 c2', '1: a1', '2: a2']);
  });
});
