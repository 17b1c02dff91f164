import type { Reason } from '../answer.js';
import { answerInWords } from '../explain/answer-in-words.js';
import type { Language } from '../explain/language.js';
import type { Procedure } from '../procedure/procedure.js';
import { printLocal } from '../time/local-time.js';
import type { Standing } from './revisions.js';
import type { Simulation } from './simulate.js';

/** A simulation in words: the totals, then ticket by ticket what would be otherwise, and by which rule. */
export function tellSimulation(
  { askedAt, tickets, late, escalated, otherwise }: Simulation,
  { before: was, after: is }: { before: Procedure; after: Procedure },
  language: Language,
): string[] {
  const words = TEXTS[language];
  const zone = was.calendar.days.timeZone;
  return [
    words.askedAt(printLocal(askedAt, zone), zone),
    words.totals(tickets, otherwise.length, late, escalated),
    ...otherwise.flatMap(({ ticket, clocks, decisions }) => [
      '',
      words.ticket(ticket),
      ...clocks.map(({ clock, before, after }) => {
        const [stood, stands] = [before, after].map((one) => standing(one, zone, language));
        return `  ${clock}: ${stood} → ${stands}  ${because((after ?? before)!.reason)}`;
      }),
      ...decisions.map(({ question, name, before, after }) => {
        const said = answerInWords(was, question, before, language);
        const says = answerInWords(is, question, after, language);
        return `  ${name[language]}: ${said} → ${says}  ${because(after.reason)}`;
      }),
    ]),
  ];
}

const because = ({ rule, basis, version }: Reason) => `[${basis} ${version} ${rule}]`;

function standing(one: Standing | null, zone: string, language: Language): string {
  const words = TEXTS[language];
  if (one === null) return words.noClock;
  if (one.due.kind !== 'at') return words.noDueTime;
  return `${printLocal(one.due.at, zone)} (${one.late ? words.late : words.inTime})`;
}

interface Texts {
  askedAt(at: string, zone: string): string;
  totals(
    tickets: number,
    otherwise: number,
    late: { before: number; after: number },
    escalated: { before: number; after: number },
  ): string;
  ticket(id: string): string;
  late: string;
  inTime: string;
  noClock: string;
  noDueTime: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  zh: {
    askedAt: (at, zone) => `以 ${at}（${zone}）为准。`,
    totals: (tickets, otherwise, late, escalated) =>
      `共 ${tickets} 张工单，${otherwise} 张结果不同。超时时限 ${late.before} → ${late.after}，升级 ${escalated.before} → ${escalated.after}。`,
    ticket: (id) => `工单 ${id}`,
    late: '超时',
    inTime: '未超时',
    noClock: '无此时限',
    noDueTime: '无到期时间',
  },
  en: {
    askedAt: (at, zone) => `Asked at ${at} (${zone}).`,
    totals: (tickets, otherwise, late, escalated) =>
      `${tickets} tickets, ${otherwise} of them otherwise. Late clocks ${late.before} → ${late.after}, escalated ${escalated.before} → ${escalated.after}.`,
    ticket: (id) => `Ticket ${id}`,
    late: 'late',
    inTime: 'not late',
    noClock: 'no such clock',
    noDueTime: 'no due time',
  },
};
