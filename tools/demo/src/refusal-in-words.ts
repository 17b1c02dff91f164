import type { LocalisedText } from '@cc/procedures';

/** The part of an answer to an action that a reader of the demo is told. */
export interface Refusal {
  stage: string;
  why: { rule: string } | null;
  allowedActions: readonly string[];
}

type Words = LocalisedText;

const ACTIONS: Record<string, Words> = {
  accept: { zh: '接单', en: 'accept the work' },
  return: { zh: '驳回', en: 'send it back' },
  transfer: { zh: '转派', en: 'pass it on' },
  reply: { zh: '回单', en: 'reply' },
  earlyReply: { zh: '未接单就回单', en: 'reply before it had accepted' },
  pause: { zh: '挂起', en: 'pause' },
  requestExtension: { zh: '申请延期', en: 'ask for more time' },
  resume: { zh: '解挂', en: 'resume' },
  audit: { zh: '审核回单', en: 'audit the slip' },
  close: { zh: '归档', en: 'close' },
};

const STAGES: Record<string, Words> = {
  withdrawn: { zh: '客户已撤诉', en: 'the customer has withdrawn' },
  closed: { zh: '已归档', en: 'it is archived' },
};

/** A name that nobody foresaw is told as it is. */
const words = (name: string, of: Record<string, Words>): Words => of[name] ?? { zh: name, en: name };

/** What a branch wanted, that it may not, why, and what it may do instead: in Chinese and English. */
export function refusalInWords(division: Words, step: string, { stage, why, allowedActions }: Refusal): Words {
  const wanted = words(step, ACTIONS);
  const instead = allowedActions.map((action) => words(action, ACTIONS));
  const rule = why?.rule ?? '-';
  const end = words(stage, STAGES);
  const zh = instead.length === 0 ? end.zh : `可以${instead.map((one) => one.zh).join('、')}`;
  const en = instead.length === 0 ? end.en : `it may ${instead.map((one) => one.en).join(', ')}`;
  return {
    zh: `${division.zh}想${wanted.zh}，不允许：${zh}（${rule}）`,
    en: `${division.en} wants to ${wanted.en}, refused: ${en} (${rule})`,
  };
}
