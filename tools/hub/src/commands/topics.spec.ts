import { KEPT, partitionsOf } from './topics.js';

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

describe('what a topic keeps, although a new one would have something else', () => {
  const setting = { topic: 'complaints.facts', setting: 'retention.ms', kept: '-1', ofNew: '1209600000' };

  it.each([
    ['zh', 'complaints.facts 保留 retention.ms=-1，新建则为 1209600000'],
    ['en', 'complaints.facts keeps retention.ms=-1, and would be created with 1209600000'],
  ] as const)('is told in the language of the run (%s), with the command that changes it', (language, told) => {
    const text = KEPT[language](setting);

    expect(text).toContain(told);
    expect(text).toMatch(/--entity-name complaints\.facts --add-config retention\.ms=1209600000$/);
  });
});
