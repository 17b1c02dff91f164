import { everyCaseFact, everyFact } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { asText, tellStory, type StoryFact } from './tell-story.js';
import { additions, sentences } from './texts.js';

const organisation = loadOrganisations().of('telecom-group');

const aFact = (over: Partial<StoryFact>): StoryFact => ({
  type: 'ticket.answered.v1',
  recordedAt: new Date('2026-11-24T02:00:00Z'),
  division: '44',
  unit: null,
  data: {},
  ...over,
});

/** Fields that hold a number of things or of times. */
const COUNTED: ReadonlySet<string> = new Set(['size', 'found', 'dispatchNo', 'returns', 'times', 'attempt']);

describe('the words of a story', () => {
  it('exist for every fact', () => {
    const missing = [...everyFact, ...everyCaseFact].filter(({ type }) => sentences[type] === undefined);

    expect(missing.map(({ type }) => type)).toEqual([]);
  });

  it.each([1, 2])('read as well for %i as for any other number: no noun stands behind a count', (count) => {
    const told = [...Object.values(sentences), ...Object.values(additions)].map(({ en }) =>
      en.replace(/\{(\w+)\}/g, (_, field: string) => (COUNTED.has(field) ? `${count}` : field)),
    );

    const counted = told.filter((sentence) => sentence.includes(`${count}`));
    expect(counted).toHaveLength(7);
    const behind = counted.flatMap((sentence) => [...sentence.matchAll(/\d ([a-z]+)/g)].map(([, word]) => word));
    expect(new Set(behind)).toEqual(new Set(['in', 'of']));
  });

  it('show instants in the time of the organisation and names in the language asked for', () => {
    const armed = aFact({
      type: 'deadline.armed.v1',
      data: { name: { zh: '答复客户', en: 'Answer' }, dueAt: '2026-11-26T02:00:00.000Z' },
    });

    const story = tellStory('TS1', [armed], organisation, 'zh');

    expect(story.lines[0]!.sentence).toBe('时限“答复客户”开始计时，2026-11-26 10:00:00 到期。');
  });

  it('says that nobody knows of a clock without a decree whether it was kept', () => {
    const data = { closedAs: 'satisfied', onTime: true, undecreed: ['a/D1/1'] };
    const story = tellStory('TS1', [aFact({ type: 'ticket.closed.v1', data })], organisation, 'en');

    expect(story.lines[0]!.sentence).toMatch(/on time\. Some clocks had no due time, for want of a decree/);
  });

  it('tell a pause by its reason, and the due times before and after it', () => {
    const because = 'waiting-for-customer';
    const [before, dueAt] = ['2026-11-26T02:00:00.000Z', '2026-11-27T02:00:00.000Z'];
    const name = { zh: '答复客户', en: 'Answer' };
    const facts = [
      aFact({ type: 'work.paused.v1', unit: '440100', data: { reasonCode: because } }),
      aFact({ type: 'deadline.paused.v1', data: { name, because, before } }),
      aFact({ type: 'work.resumed.v1', unit: '440100', data: { pausedAt: '2026-11-24T02:00:00Z', endedBy: 'resume' } }),
      aFact({ type: 'deadline.resumed.v1', data: { name, because, before, dueAt } }),
    ];

    const told = (language: 'zh' | 'en') =>
      tellStory('TS1', facts, organisation, language).lines.map(({ sentence }) => sentence);

    expect(told('zh')).toEqual([
      '广东省广州市分公司 挂起工单：等待客户。',
      '时限“答复客户”暂停（等待客户），原定 2026-11-26 10:00:00 到期。',
      '广东省广州市分公司 的工单解挂（自 2026-11-24 10:00:00 起挂起）：恢复处理。',
      '时限“答复客户”恢复计时，由 2026-11-26 10:00:00 顺延至 2026-11-27 10:00:00 到期。',
    ]);
    expect(told('en')).toEqual([
      'Guangzhou branch, Guangdong paused the work: waiting for the customer.',
      '"Answer" stands still (waiting for the customer); it was due 2026-11-26 10:00:00.',
      'The work with Guangzhou branch, Guangdong, paused since 2026-11-24 10:00:00, goes on: taken up again.',
      '"Answer" runs again: due 2026-11-27 10:00:00 instead of 2026-11-26 10:00:00.',
    ]);
  });

  it('tell what was put on record by the name that the procedures give it', () => {
    const name = { zh: '上门走访客户', en: 'Visit the customer' };
    const visited = aFact({ type: 'work.recorded.v1', unit: '440100', data: { name, what: 'visitCustomer' } });

    const told = (['zh', 'en'] as const).map(
      (language) => tellStory('TS1', [visited], organisation, language).lines[0]!.sentence,
    );

    expect(told).toEqual([
      '广东省广州市分公司 登记：上门走访客户。',
      'Guangzhou branch, Guangdong put on record: Visit the customer.',
    ]);
  });

  it('say what a miss brings about by its rule, and that silence was the end', () => {
    const name = { zh: '答复客户', en: 'Answer' };
    const dueAt = '2026-11-26T02:00:00.000Z';
    const facts = [
      aFact({
        type: 'deadline.missed.v1',
        data: {
          name,
          dueAt,
          effects: [{ effect: 'rightToAppeal' }],
          consequences: [{ consequence: 'penalty', name: { zh: '按制度处罚', en: 'Penalty under the rules' } }],
          happens: [{ event: 'ticket.withdrawn', name: { zh: '撤诉', en: 'withdrawn' } }],
        },
      }),
      aFact({ type: 'work.reclassified.v1', data: { before: 'ordinary', nature: 'major', clockId: 'a/D1/1' } }),
      aFact({ type: 'ticket.closed.v1', data: { closedAs: 'withdrawn', onTime: false, clockId: 'a/D1/1' } }),
    ];

    const told = (language: 'zh' | 'en') =>
      tellStory('TS1', facts, organisation, language).lines.map(({ sentence }) => sentence);

    expect(told('zh')).toEqual([
      '超时：“答复客户”已于 2026-11-26 10:00:00 到期。客户自此可向主管部门申诉。后果：按制度处罚。按规定视为：撤诉。',
      '重新定性：由普通投诉改为重大投诉。',
      '逾期未表态，按规定视为归档：客户撤诉，超时。',
    ]);
    expect(told('en')).toEqual([
      'Missed: "Answer" was due 2026-11-26 10:00:00. From now on the customer may appeal to the authority. ' +
        'It has consequences: Penalty under the rules. By the rule it counts as: withdrawn.',
      'The complaint is now major; it was ordinary.',
      'Time ran out, and by the rule the ticket ends: withdrawn by the customer, late.',
    ]);
  });

  it('names the lines of a text as its readers would', () => {
    const why = {
      rule: 'D1',
      basis: 'telecom-user-appeal-regulation',
      version: '2016',
      source: '电信用户申诉处理办法, 第八条, lines 35-37',
    };

    const [line] = tellStory('TS1', [aFact({ data: { why } })], organisation, 'zh').lines;

    expect(line!.reasons).toEqual([
      '依据：telecom-user-appeal-regulation D1（2016 版，电信用户申诉处理办法, 第八条, 原文第 35-37 行）',
    ]);
  });

  it('put the rule and its source below the sentence', () => {
    const why = { rule: 'answer', basis: 'telecom-group/limits', version: '2026', source: 'ours' };

    const text = asText(tellStory('TS1', [aFact({ data: { why } })], organisation, 'en'));

    expect(text).toBe(
      'The story of complaint TS1\n\n' +
        '2026-11-24 10:00:00  The customer was answered.\n' +
        '                     because: telecom-group/limits answer (version 2026, a rule of our own)\n',
    );
  });

  it('say in which zone their times are where it is not that of China', () => {
    const eastern = { ...organisation, timeZone: 'America/New_York' };
    const head = (language: 'zh' | 'en', of = eastern) =>
      asText(tellStory('TS1', [aFact({})], of, language))
        .split('\n')
        .slice(0, 2);

    expect(head('en')).toEqual([
      'The story of complaint TS1',
      'All times are in Eastern Time, America/New_York; the day in the number is that of the calendar of the procedure that numbers.',
    ]);
    expect(head('zh')[1]).toBe(
      '所有时间均为当地时区（北美东部时间, America/New_York）；编号中的日期按编号规程的日历。',
    );
    expect(head('en', organisation)[1]).toBe('');
  });
});
