import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Language } from './language.js';

/** What happens to every ticket, as people call it; a procedure names its own events itself. */
const NAMES: Readonly<Record<string, Record<Language, string>>> = {
  'ticket.registered': { zh: '登记', en: 'registered' },
  'work.dispatched': { zh: '派单', en: 'dispatched' },
  'work.accepted': { zh: '接单', en: 'accepted' },
  'work.returned': { zh: '驳回', en: 'returned' },
  'work.transferred': { zh: '转派', en: 'transferred' },
  'work.replied': { zh: '回单', en: 'replied' },
  'work.replyRefused': { zh: '回单审核不通过', en: 'reply refused' },
  'work.paused': { zh: '挂起', en: 'paused' },
  'work.resumed': { zh: '解挂', en: 'resumed' },
  'ticket.answered': { zh: '答复客户', en: 'customer answered' },
  'ticket.closed': { zh: '归档', en: 'archived' },
  'ticket.reopened': { zh: '重新打开', en: 'reopened' },
  'ticket.withdrawn': { zh: '撤诉', en: 'withdrawn' },
  'ticket.reclassified': { zh: '重新定性', en: 'reclassified' },
  'ticket.verified': { zh: '查证', en: 'verified' },
  'callback.made': { zh: '回访', en: 'called back' },
  'limit.set': { zh: '确定时限', en: 'limit fixed' },
  'event.planned': { zh: '确定时间', en: 'time planned' },
  'extension.granted': { zh: '延期', en: 'extension' },
};

const STEPS = new Map(Object.values(DEFAULT_STEPS).map(({ records, name }) => [records, name]));

export function eventName(procedure: Procedure, event: string, language: Language): string {
  return eventWords(procedure, event)[language];
}

export function eventWords({ events }: Procedure, event: string): Record<Language, string> {
  return events.get(event) ?? NAMES[event] ?? STEPS.get(event) ?? { zh: event, en: event };
}
