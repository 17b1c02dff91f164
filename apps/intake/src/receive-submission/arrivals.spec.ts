import { SetTime, SystemTime } from '@cc/messaging';
import { Arrivals } from './arrivals.js';

const NOON = new Date('2026-10-12T04:00:00.000Z');
const AFTER = new Date('2026-10-12T04:00:00.001Z');
const request = { source: 'app', sourceId: 'A-1', content: 'hash of what it says', at: NOON };

describe('the id of a request by HTTP', () => {
  it('is the same whenever the same history is played, also of what came twice at one instant', () => {
    const play = () => {
      const arrivals = new Arrivals(new SetTime(NOON).run);
      return [request, request, { ...request, at: AFTER }].map((one) => arrivals.idOf(one));
    };

    expect(play()).toEqual(play());
  });

  it.each([
    ['the same again at the same instant', request],
    ['the same again later', { ...request, at: AFTER }],
    ['other content under the same id', { ...request, content: 'another hash' }],
    ['another id', { ...request, sourceId: 'A-2' }],
    ['another source', { ...request, source: 'web' }],
  ])('is another for %s', (_, other) => {
    const arrivals = new Arrivals(new SetTime(NOON).run);

    const first = arrivals.idOf(request);

    expect(arrivals.idOf(other)).not.toBe(first);
  });

  it('is another where the same comes to another instance at the same instant', () => {
    const instances = [new Arrivals(new SystemTime().run), new Arrivals(new SystemTime().run)];

    const [one, other] = instances.map((arrivals) => arrivals.idOf(request));

    expect(one).not.toBe(other);
  });

  it('is another where the clock was put back to an instant that gave ids before', () => {
    const arrivals = new Arrivals(new SystemTime().run);
    const instants = [NOON, AFTER, NOON, AFTER];

    const ids = instants.map((at) => arrivals.idOf({ ...request, at }));

    expect(new Set(ids).size).toBe(instants.length);
  });
});
