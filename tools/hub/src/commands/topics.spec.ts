import { partitionsOf } from './topics.js';

describe('the numbers of partitions that an operator chooses', () => {
  it('are read by kind of topic', () => {
    expect(partitionsOf('submissions=6, work=3')).toEqual({ submissions: 6, work: 3 });
  });

  it.each([
    ['submission=6', '"submission" is no kind of topic; there are facts, cases'],
    ['work', 'work=: a whole number from 1 to 1000 is right'],
    ['work=0', 'work=0: a whole number from 1 to 1000 is right'],
    ['work=1001', 'work=1001: a whole number from 1 to 1000 is right'],
  ])('are refused when they say %s', (list, problem) => {
    expect(() => partitionsOf(list)).toThrow(problem);
  });
});
