import { aMapping, documentedMapping } from '../export.fixture.js';
import type { ImportProblem } from '../problem.js';

const problemsOf = (text: string): string => {
  try {
    aMapping(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
const but = (from: string | RegExp, to: string) => {
  const text = documentedMapping.replace(from, to);
  if (text === documentedMapping) throw new Error(`the page has no ${from}`);
  return text;
};

const inChinese = (text: string): string => {
  try {
    aMapping(text);
    return '';
  } catch (error) {
    return (error as ImportProblem).said.zh;
  }
};

describe('a mapping', () => {
  it('is refused in Chinese too, line by line', () => {
    const text = but('timeZone: Asia', 'timezone: Asia').replace("delimiter: ','", "delimiter: ';;'");

    expect(inChinese(text.replace('zerosTo: 6', 'zerosTo: 6, trim: true')).split('\n')).toEqual(
      expect.arrayContaining([
        '映射有误',
        expect.stringMatching(/^ {2}tickets-2015\.yaml:5: delimiter: 必须是引号与换行以外的一个字符/),
        expect.stringMatching(/^ {2}tickets-2015\.yaml:6: 未知的键“timezone”；是否应为“timeZone”？$/),
        expect.stringMatching(/^ {2}tickets-2015\.yaml:\d+: repairs\.1: 必须恰好写出 trim、/),
      ]),
    );
    expect(inChinese(but('source: history', 'source: cc-44'))).toMatch(/:3: source：“cc-44”不可导入/);
  });

  it('is the one that the page shows', () => {
    expect(aMapping()).toMatchObject({ name: 'tickets-2015 1', source: 'history', encoding: 'utf-8', delimiter: ',' });
  });

  it.each([
    [
      'a source that may not import',
      but('source: history', 'source: cc-44'),
      /:3: source: "cc-44" may not import; .*history/,
    ],
    ['no such zone', but('Asia/Shanghai', 'Asia/Beijing'), /timeZone: "Asia\/Beijing" is no time zone/],
    [
      'a format that reads no day',
      but("'dd-MM-yy h:mm:ss a'", "'h:mm:ss a'"),
      /fields\.occurredAt\.format: .* reads no time back/,
    ],
    [
      'a channel that is none',
      but('网站: web', '网站: wep'),
      /fields\.channel\.values\.网站: "wep" is none of ours; did you mean "web"\?/,
    ],
    [
      'a state that is none',
      but('处理中: open', '处理中: pending'),
      /"pending" is none of ours; there are open, closed/,
    ],
    [
      'a division that is none',
      but("Hunan: '43'", "Hunan: '99'"),
      /fields\.division\.values\.Hunan: "99" is none of ours/,
    ],
    ['a repair of two kinds', but('zerosTo: 6', 'zerosTo: 6, trim: true'), /repairs\.1: must hold exactly one of/],
    ['a rule twice', but('rule: no-number', 'rule: number-again'), /"number-again" is there twice/],
    ['a pattern that is none', but("when: '\\D'", "when: '['"), /repairs\.3\.when: "\[" is no regular expression/],
    [
      'lines for another column',
      but('column: 编号, addLine', 'column: 邮编, addLine'),
      /addLine is for the column of id, "编号"/,
    ],
    [
      'a misspelt key',
      but('timeZone:', 'timezone:'),
      /^the mapping is wrong\n {2}tickets-2015\.yaml:6: unknown key "timezone"; did you mean "timeZone"\?$/,
    ],
    [
      'an encoding that there is not',
      but('encoding: utf-8', 'encoding: utf-9'),
      /:4: encoding: there is no encoding "utf-9"; use for example utf-8, gb18030/,
    ],
    [
      'two characters between cells',
      but("delimiter: ','", "delimiter: '\\t'"),
      /:5: delimiter: must be one character.*"\\t" in double/,
    ],
    ['broken YAML', 'mapping: [', /tickets-2015\.yaml:\d+: broken YAML/],
  ])('is refused for %s, with its line', (_, text, message) => {
    expect(problemsOf(text)).toMatch(message);
    expect(problemsOf(text)).toMatch(/tickets-2015\.yaml:\d+: /);
  });
});
