import { Agenda } from './agenda.js';

const at = (minute: number) => new Date(Date.UTC(2026, 9, 12, 2, minute));

describe('The agenda', () => {
  it('gives out round by round, each in the order of time, then in that in which things were put in', () => {
    const agenda = new Agenda<string>();
    agenda.put(at(30), at(20), 'later');
    agenda.put(at(15), at(9), 'second');
    agenda.put(at(15), at(9), 'third');
    agenda.put(at(15), at(3), 'first');

    expect(agenda.next).toEqual(at(15));
    expect(agenda.take(at(15))).toEqual(['first', 'second', 'third']);
    expect(agenda.next).toEqual(at(30));
    expect(agenda.take(at(30))).toEqual(['later']);
    expect(agenda.next).toBeNull();
  });
});
