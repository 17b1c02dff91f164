import type { Limit } from '../time/limit.js';
import type { Language } from './language.js';

/** A limit as a person says it: 48 小时, 2 working days. */
export const LIMIT_IN_WORDS: Readonly<Record<Language, (limit: Limit) => string>> = { zh: zhLimit, en: enLimit };

const MINUTE = 60_000;

function zhLimit(limit: Limit): string {
  if (limit.kind === 'measured') {
    const { scale, amount } = limit;
    if (scale === 'elapsed')
      return amount % (60 * MINUTE) === 0 ? `${amount / MINUTE / 60} 小时` : `${amount / MINUTE} 分钟`;
    if (scale === 'workingTime') return `${amount / MINUTE / 60} 个工作小时`;
    return `${amount} ${{ days: '个自然日', workingDays: '个工作日', months: '个月' }[scale]}`;
  }
  if (limit.kind === 'endOf') {
    return { day: '当日内', nextDay: '次日内', shift: '当班内', month: '当月内' }[limit.period];
  }
  if (limit.kind === 'dueOf') return `与 ${limit.clocks.join('、')} 同时到期`;
  if (limit.kind === 'before') return `“${limit.event}”之前`;
  if (limit.kind === 'setPerCase' && limit.bySource) return '来源要求的时限';
  return { setPerCase: '逐案确定', without: '尽快（无数字）', notConfigured: '未规定' }[limit.kind];
}

function enLimit(limit: Limit): string {
  if (limit.kind === 'measured') {
    const { scale, amount } = limit;
    if (scale === 'elapsed') {
      return amount % (60 * MINUTE) === 0 ? counted(amount / MINUTE / 60, 'hour') : counted(amount / MINUTE, 'minute');
    }
    if (scale === 'workingTime') return counted(amount / MINUTE / 60, 'working hour');
    return counted(amount, { days: 'day', workingDays: 'working day', months: 'month' }[scale]);
  }
  if (limit.kind === 'endOf') {
    return { day: 'the same day', nextDay: 'the next day', shift: 'the same shift', month: 'the same month' }[
      limit.period
    ];
  }
  if (limit.kind === 'dueOf') return `that of ${limit.clocks.join(', ')}`;
  if (limit.kind === 'before') return `until before "${limit.event}"`;
  if (limit.kind === 'setPerCase' && limit.bySource) return 'set by the source';
  return { setPerCase: 'fixed in the single case', without: 'speed without a number', notConfigured: 'not defined' }[
    limit.kind
  ];
}

const counted = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`;
