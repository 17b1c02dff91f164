import { orderOfKills, processesOf } from './order-of-kills.js';

const victimsOf = (seed: number, kills: number) => orderOfKills(seed, kills).flatMap(({ victims }) => victims);

describe('the order of kills', () => {
  it('is the same for a seed, and another for another', () => {
    expect(orderOfKills(7, 30)).toEqual(orderOfKills(7, 30));
    expect(orderOfKills(8, 30)).not.toEqual(orderOfKills(7, 30));
  });

  it.each([1, 2, 3, 4, 7, 8, 12, 100])('kills %i processes when it is asked for so many', (kills) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const killed = orderOfKills(seed, kills).reduce((sum, kill) => sum + processesOf(kill), 0);

      expect(killed).toBe(kills);
    }
  });

  it('takes each service, the broker and the database in turn before anything is left to chance', () => {
    expect(victimsOf(1, 12).slice(0, 7)).toEqual([
      'intake',
      'routing',
      'sla-monitor',
      'notification',
      'reporting',
      'kafka',
      'postgres',
    ]);
  });

  it('has a relay, the broker and the database in the shortest drill', () => {
    const short = orderOfKills(3, 4);

    expect(short[0]!.moment).toBe('sent, not acknowledged');
    expect(short.flatMap(({ victims }) => victims)).toEqual(expect.arrayContaining(['kafka', 'postgres']));
  });

  it('holds in a dozen two at once and one while it starts, whatever the seed', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const order = orderOfKills(seed, 12);

      expect(order.some(({ victims }) => victims.length === 2)).toBe(true);
      expect(order.some(({ moment }) => moment === 'at once, and while it starts')).toBe(true);
    }
  });

  it('never takes one process for two', () => {
    for (const { victims } of orderOfKills(5, 500)) expect(new Set(victims).size).toBe(victims.length);
  });
});
