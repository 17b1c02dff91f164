import { engineProcedures, loadOrganisations, loadRuleBook } from '@cc/procedures';
import { Rules } from '../rules.js';

/** A procedure under which silence is withdrawal, consent and closing, and a week without an answer makes a ticket major. */
const SILENCE = `
id: silence
name: { zh: 逾期视为, en: Silence }
versions:
  - version: '1'
    source: { title: 逾期视为, lines: 1-9 }
    roles:
      clerk: { name: { zh: 经办人, en: Clerk }, owns: handlingUnit, of: unit, acts: [handler] }
      platform: { name: { zh: 系统, en: Platform }, acts: [system] }
    fields:
      unansweredForAWeek: { name: { zh: 一周未答复, en: Unanswered for a week }, type: flag }
      customerSilent: { name: { zh: 客户未回复, en: No word of the customer }, type: flag }
    decisions:
      nature:
        rules:
          - { rule: major-by-age, cite: { lines: '5' }, when: { unansweredForAWeek: true }, is: major }
          - { rule: else, cite: { lines: '5' }, is: ordinary }
    actions:
      - rule: consent-by-silence
        cite: { lines: '1' }
        action: approveReply
        by: [platform]
        from: [replied]
        leadsTo: answered
      - rule: closed-when-silent
        cite: { lines: '4' }
        action: close
        by: [platform]
        from: [answered]
        when: { customerSilent: true }
        leadsTo: closed
    clocks:
      - rule: unanswered
        name: { zh: 接单, en: Acceptance }
        cite: { lines: '2' }
        from: [work.dispatched]
        limit: { days: 10 }
        owner: clerk
        metBy: [work.accepted]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ happens: ticket.withdrawn }, { supervise: true }]
      - rule: unaudited
        name: { zh: 审核, en: Audit }
        cite: { lines: '3' }
        from: [work.replied]
        limit: { hours: 48 }
        owner: clerk
        metBy: [ticket.answered, work.replyRefused]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ happens: ticket.answered }]
      - rule: unheard
        name: { zh: 客户回复, en: Word of the customer }
        cite: { lines: '4' }
        from: [ticket.registered]
        limit: { days: 30 }
        owner: clerk
        metBy: [callback.made]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ set: { customerSilent: true } }, { happens: ticket.closed }]
      - rule: aged
        name: { zh: 答复, en: Answer }
        cite: { lines: '5' }
        from: [ticket.registered]
        limit: { days: 7 }
        owner: clerk
        metBy: [ticket.answered]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ set: { unansweredForAWeek: true } }]
      - rule: urgent
        name: { zh: 重大投诉答复, en: Answer on a major complaint }
        cite: { lines: '6' }
        from: [ticket.registered]
        when: { nature: [major] }
        limit: { days: 9 }
        owner: clerk
        metBy: [ticket.answered]
        endedBy: [ticket.closed, ticket.withdrawn]
`;

export const procedures = engineProcedures(
  loadOrganisations(),
  loadRuleBook(undefined, [{ name: 'silence.yaml', text: SILENCE }]),
);

export const underSilence = new Rules(procedures, loadOrganisations()).of('telecom-group');

export const SILENT = [{ id: 'silence', version: '1' }];

/** Days from a Tuesday morning on: the tenth, the seventh and the thirtieth end at midnight in China. */
export const TEN_DAYS = new Date('2026-12-05T00:00:00+08:00');
export const A_MONTH = new Date('2026-12-25T00:00:00+08:00');
export const A_WEEK = new Date('2026-12-02T00:00:00+08:00');

export const clock = (rule: string) => `silence/${rule}/1`;
