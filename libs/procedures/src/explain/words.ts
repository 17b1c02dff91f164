import type { Reason } from '../answer.js';
import type { ConsideredExtension } from '../clocks/due-of-run.js';
import type { Due } from '../time/due.js';
import type { Limit } from '../time/limit.js';
import type { UnusualDays } from './days-between.js';
import type { Language } from './language.js';
import { LIMIT_IN_WORDS } from './limit-in-words.js';

/** The sentences of an explanation in one language. Instants come as text of the calendar's zone. */
export interface Words {
  started(at: string, by: string): string;
  openStart(by: string): string;
  limit(limit: Limit): string;
  days(unusual: UnusualDays): string[];
  paused(from: string, until: string | null, reason: string): string;
  extension(askedAt: string, by: string, result: ConsideredExtension['result']): string;
  due(at: string): string;
  noDue(due: Exclude<Due, { kind: 'at' }>): string;
  warnings(at: readonly string[]): string;
  met(at: string, inTime: boolean): string;
  cancelled(by: string): string;
  overdue(at: string): string;
  running(at: string): string;
  source(reason: Reason): string;
  notConfigured: string;
  flag: { true: string; false: string };
  comma: string;
  /** What is called so, and what it is. */
  is(what: string, told: string): string;
  stop: string;
  missed(clock: string): string;
  headings: { example: string; facts: string; decisions: string; clock: string };
}

const zh: Words = {
  started: (at, by) => `自 ${at} 起算（${by}）。`,
  openStart: (by) => `原文未写明起算点，按通用读法自“${by}”起算。`,
  limit: (limit) => `时限：${LIMIT_IN_WORDS.zh(limit)}。`,
  days: ({ off, madeUp }) => [
    ...off.map(({ from, until }) => `${span(from, until, ' 至 ')} 放假，不计入。`),
    ...madeUp.map((day) => `${day} 为调休上班日，计入。`),
  ],
  paused: (from, until, reason) =>
    `${from} 起挂起${reason ? `（${reason}）` : ''}，${until === null ? '至今未恢复，期间不计时。' : `${until} 恢复，期间不计时。`}`,
  extension: (askedAt, by, result) =>
    `${askedAt} 申请延期（${by}）：` +
    {
      granted: '同意，时限顺延。',
      askedTooLate: '申请时已超过时限，不予延期。',
      noConsent: '该角色无权同意，不予延期。',
      timesUsedUp: '延期次数已用完，不予延期。',
      notAllowed: '本时限不允许延期。',
      tooLong: '超过可延的最长时间，不予延期。',
      notConfigured: '原文未规定由谁同意或延多久，尚未配置。',
    }[result],
  due: (at) => `到期时间 ${at}，该时刻仍算按时，之后即为超时。`,
  noDue: (due) => {
    if (due.kind === 'notDecreed')
      return `没有到期时间：日历“${due.calendar}”缺少所需年份的放假安排，公布后自动重新计算。`;
    if (due.kind === 'withoutNumber') return '没有到期时间：原文只要求尽快办理，没有给出数字。';
    if (due.kind === 'notConfigured') return '没有到期时间：原文提到时限但没有规定，尚未配置。';
    if (due.kind === 'awaitsClock') return `没有到期时间：与 ${due.clocks.join('、')} 同时到期，尚未起算。`;
    return due.kind === 'setPerCase'
      ? '没有到期时间：时限逐案确定，尚未确定。'
      : `没有到期时间：等待“${due.event}”的时间确定。`;
  },
  warnings: (at) => `预警时间：${at.join('、')}。`,
  met: (at, inTime) => `${at} 完成，${inTime ? '按时' : '超时'}。`,
  cancelled: (by) => `已不再计时（${by}）。`,
  overdue: (at) => `截至 ${at} 未完成，已超时。`,
  running: (at) => `截至 ${at} 正在计时，未超时。`,
  source: ({ rule, basis, version, source }) =>
    `依据：${basis} ${version} 版 ${rule}，${source === 'ours' ? '本集团自定' : source.replace(LINES, '原文第 $1 行')}。`,
  notConfigured: '原文未规定',
  flag: { true: '是', false: '否' },
  comma: '、',
  is: (what, told) => `${what}：${told}`,
  stop: '。',
  missed: (clock) => `${clock} 超时`,
  headings: { example: '示例：', facts: '经过', decisions: '结论', clock: '时限：' },
};

const en: Words = {
  started: (at, by) => `It started at ${at} (${by}).`,
  openStart: (by) => `The text does not say when it begins; by the reading convention it begins with "${by}".`,
  limit: (limit) => `The limit is ${LIMIT_IN_WORDS.en(limit)}.`,
  days: ({ off, madeUp }) => [
    ...off.map(({ from, until }) => `${span(from, until, ' to ')} is a holiday and does not count.`),
    ...madeUp.map((day) => `${day} is a make-up working day and counts.`),
  ],
  paused: (from, until, reason) =>
    `It was paused at ${from}${reason ? ` (${reason})` : ''} ` +
    (until === null
      ? 'and has not been resumed; that time does not count.'
      : `until ${until}; that time does not count.`),
  extension: (askedAt, by, result) =>
    `More time was asked for at ${askedAt} (${by}): ` +
    {
      granted: 'granted, the limit moves.',
      askedTooLate: 'refused, it was asked for after the due time.',
      noConsent: 'refused, this role may not consent.',
      timesUsedUp: 'refused, no more extension is left.',
      notAllowed: 'refused, this limit cannot be extended.',
      tooLong: 'refused, it is longer than the most that may be given.',
      notConfigured: 'the text does not say who consents or how much more time there is.',
    }[result],
  due: (at) => `It is due at ${at}: in time at that instant, late after it.`,
  noDue: (due) => {
    if (due.kind === 'notDecreed') {
      return `It has no due time: calendar "${due.calendar}" has no decree for a year it needs; it is reckoned again when there is one.`;
    }
    if (due.kind === 'withoutNumber') return 'It has no due time: the text asks for speed and names no number.';
    if (due.kind === 'notConfigured') return 'It has no due time: the text names the limit and does not define it.';
    if (due.kind === 'awaitsClock') {
      return `It has no due time: it is due with ${due.clocks.join(', ')}, and none of them runs.`;
    }
    return due.kind === 'setPerCase'
      ? 'It has no due time: it is fixed in the single case, and has not been yet.'
      : `It has no due time: it waits until the time of "${due.event}" is known.`;
  },
  warnings: (at) => `Warnings at ${at.join(', ')}.`,
  met: (at, inTime) => `It was met at ${at}, ${inTime ? 'in time' : 'late'}.`,
  cancelled: (by) => `It does not run any more (${by}).`,
  overdue: (at) => `At ${at} it is not met and late.`,
  running: (at) => `At ${at} it runs and is not late.`,
  source: ({ rule, basis, version, source }) =>
    `Why: ${basis} ${version}, rule ${rule}, ${source === 'ours' ? 'a value of our own' : source.replace(ONE_LINE, 'line $1')}.`,
  notConfigured: 'not configured',
  flag: { true: 'yes', false: 'no' },
  comma: ', ',
  is: (what, told) => `${what}: ${told}`,
  stop: '. ',
  missed: (clock) => `${clock} missed`,
  headings: { example: 'Example: ', facts: 'What happened', decisions: 'What it means', clock: 'Clock: ' },
};

/** As `sourceOf` ends what is cited. */
const LINES = /lines ([\d, -]+)$/;
const ONE_LINE = /lines (\d+)$/;

export const WORDS: Readonly<Record<Language, Words>> = { zh, en };

const span = (from: string, until: string, to: string) => (from === until ? from : `${from}${to}${until}`);
