import fc from 'fast-check';
import { InOrder } from './in-order.js';

it('gives back what is due by its instant, and of one instant what came first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (instants, until) => {
      const toCome = new InOrder<number>();
      instants.forEach((at, index) => toCome.put(at, index));

      const taken: [number, number][] = [];
      for (let next = toCome.takeUntil(until); next; next = toCome.takeUntil(until)) taken.push([next.at, next.what]);

      const due = instants.map((at, index): [number, number] => [at, index]).filter(([at]) => at <= until);
      expect(taken).toEqual(due.toSorted(([one, i], [other, j]) => one - other || i - j));
    }),
  );
});
