import type { Violation } from './receipts.js';

interface Closing {
  state: 'open' | 'closed';
  closedAt: Date | null;
}

/** What is wrong with the time at which a complaint of the past (历史投诉) was closed; `field` is where it stands. */
export function objectionsToClosing({ state, closedAt }: Closing, occurredAt: Date, field: string): Violation[] {
  if (closedAt === null) return [];
  const broken = [
    ...(state === 'open' ? [openAndClosed] : []),
    ...(closedAt < occurredAt ? [closedBefore(occurredAt)] : []),
  ];
  return broken.map(({ rule, zh, en }) => ({ field, value: closedAt.toISOString(), rule, detail: { zh, en } }));
}

const openAndClosed = {
  rule: 'open-and-closed',
  zh: '未办结的投诉不能有办结时间；请更正 state 或去掉 closedAt',
  en: 'an open complaint has no time of closing; correct state, or leave closedAt out',
};

const closedBefore = (occurredAt: Date) => ({
  rule: 'closed-before-it-came',
  zh: `办结时间早于受理时间 ${occurredAt.toISOString()}；请检查两者的格式和时区`,
  en: `lies before the complaint came, ${occurredAt.toISOString()}; check the format and the zone of both`,
});
