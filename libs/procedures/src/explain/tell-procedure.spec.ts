import { PLATFORM_FIELDS } from '../conditions/fields.js';
import { literal, loadFiles, overlay } from '../procedure/folder.fixture.js';
import { loadRuleBook } from '../rule-book.js';
import { FIELD_NAMES } from './field-names.js';
import { tellProcedure } from './tell-procedure.js';

const book = loadRuleBook().procedures;
const name = 'name: { zh: 名, en: Name }';

it.each(['zh', 'en'] as const)('tells every procedure we bring in words, and nothing raw, in %s', (language) => {
  for (const procedure of book.all()) {
    const told = tellProcedure(procedure, language).join('\n');

    expect(told).not.toMatch(/undefined|\[object|[{}]|"says"/);
    for (const { rule } of procedure.clocks) expect(told).toContain(` ${rule} (`);
  }
});

it('names every field of the platform in both languages', () => {
  const unnamed = Object.entries(PLATFORM_FIELDS).filter(([field, type]) => !type.name && !FIELD_NAMES[field]);

  expect(unnamed).toEqual([]);
});

it('says of a rule who, when and where it stands', () => {
  const [shop, ours] = loadFiles({
    'a.yaml': literal(`clocks:
  - { rule: D1, ${name}, cite: { article: 第三条, lines: '7' }, from: [ticket.registered], when: { any: [{ damaged: true }, { returns: { atLeast: 2 } }] }, limit: { workingDays: 2 }, owner: clerk, metBy: [ticket.answered], onMiss: [{ escalateTo: supervisor }] }
gaps: [{ rule: g, ${name}, cite: { lines: '9' } }]`),
    'b.yaml': overlay('changes: [{ changes: D1, ours: why, limit: { workingDays: 1 } }]'),
  }).all();

  expect(tellProcedure(shop!, 'zh').join('\n')).toContain(`时限 D1 (名)
  起点: 登记
  适用条件: 损坏：是或驳回次数不少于 2
  时限: 2 个工作日
  责任人: 店员
  完成条件: 答复客户
  超时后果: 升级至督办人
  依据：shop 1 版 D1，投诉规定, 第三条, 原文第 7 行。`);
  expect(tellProcedure(ours!, 'en').join('\n')).toContain(`clock D1 (Name)
  from: registered
  applies if: Damaged: yes or returns at least 2
  limit: 1 working day
  owed by: Clerk
  met by: customer answered
  after a miss: escalate to Supervisor
  Why: shop-ours 1, rule D1, a value of our own.`);
  expect(tellProcedure(ours!, 'en')[1]).toBe('Extends shop 1');
});

it('says when duties fall due, and whom an answer means', () => {
  const duty = (rule: string, due: string) =>
    `  - { rule: ${rule}, ${name}, cite: { lines: '9' }, owner: front-desk, due: [${due}] }`;
  const [shop] = loadFiles({
    'a.yaml': literal(`decisions:
  handlingDepartment:
    rules:
      - { rule: told, cite: { lines: '7' }, when: { damaged: true }, is: frontDesk }
      - { rule: untold, cite: { lines: '8' }, is: none }
duties:
${duty('q', 'endOfEvery: quarter')}
${duty('w', '{ weekday: tuesday }, { dayOfMonth: 2 }')}
${duty('y', 'dayOfYear: { month: 5, day: 31 }')}`).replace(
      'roles: {',
      'roles: { front-desk: { name: { zh: 前台, en: Front desk } },',
    ),
  }).all();

  const zh = tellProcedure(shop!, 'zh').join('\n');
  const en = tellProcedure(shop!, 'en').join('\n');

  for (const said of [
    '到期: 每季末',
    '到期: 每周二、每月 2 日',
    '到期: 每年 5 月 31 日',
    '前台（损坏：是）',
    '  无\n',
  ]) {
    expect(zh).toContain(said);
  }
  expect(en).toContain('due: every Tuesday, on day 2 of every month');
  expect(en).toContain('due: every year on day 31 of month 5');
});
