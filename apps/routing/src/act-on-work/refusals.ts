import { nearest, type Stage, type Violation, type WorkActionSubmitted } from '@cc/contracts';
import type { RecordAnswer, TicketWords, UnitRef } from '@cc/procedures';

/** What is wrong with an action, beside what the rules say; the names are part of the public contract. */
export const NOT_YOUR_WORK = 'own-work';

const listOf = (names: readonly string[], none: string) => (names.length === 0 ? none : names.join(', '));

export const notYourWork = ({ complaintId }: WorkActionSubmitted): Violation => ({
  field: '/complaintId',
  value: complaintId,
  rule: NOT_YOUR_WORK,
  detail: {
    zh: '该投诉没有派给本单位的工单；请核对投诉标识，或查看工单是否已转出',
    en: 'no work order of this complaint is with you; check the id, or whether the work was taken away',
  },
});

/** 同号异操作. */
export const CONFLICT = 'conflict';

export const conflict = (actionId: string): Violation => ({
  field: '/actionId',
  value: actionId,
  rule: CONFLICT,
  detail: {
    zh: '该操作流水号已用于另一操作（投诉、内容或操作人不同），本次未执行；请使用新的流水号',
    en: 'this id already stands for another action (of another complaint, content or person), so nothing was done; use a new id',
  },
});

export const notTheCurrentOrder = (submitted: string, current: string): Violation => ({
  field: '/workOrderId',
  value: submitted,
  rule: 'current-work-order',
  detail: {
    zh: `该工单已不是当前工单；当前工单为 ${current}`,
    en: `this work order is no longer the current one; the current one is ${current}`,
  },
});

export function notAllowed(
  action: string,
  stage: Stage,
  rule: string,
  allowed: readonly string[],
  { actions, stages }: Pick<TicketWords, 'actions' | 'stages'>,
): Violation {
  const inWords = (language: 'zh' | 'en') => ({
    action: actions.get(action)?.[language] ?? action,
    stage: stages.get(stage)?.[language] ?? stage,
    allowed: allowed.map((one) => actions.get(one)?.[language] ?? one),
  });
  const [zh, en] = [inWords('zh'), inWords('en')];
  return {
    field: '/do/action',
    value: action,
    rule,
    detail: {
      zh: `工单处于“${zh.stage}”阶段，该角色不能执行“${zh.action}”；可执行：${zh.allowed.join('、') || '无'}`,
      en: `at the stage "${en.stage}" this role may not do "${en.action}"; allowed: ${listOf(en.allowed, 'nothing')}`,
    },
  };
}

/** Names nobody knows, or what cannot be put on record now: with what was meant, else with what can be. */
export function notRecorded(
  what: string,
  stage: Stage,
  { known, instead, reason }: Extract<RecordAnswer, { allowed: false }>,
  { actions, stages }: Pick<TicketWords, 'actions' | 'stages'>,
): Violation {
  const isKnown = known.includes(what);
  const meant = isKnown ? undefined : nearest(what, known);
  const inWords = (language: 'zh' | 'en') => ({
    what: actions.get(what)?.[language] ?? what,
    stage: stages.get(stage)?.[language] ?? stage,
    instead: instead.map((one) => `${one} (${actions.get(one)?.[language] ?? one})`).join(', '),
  });
  const [zh, en] = [inWords('zh'), inWords('en')];
  const possible = {
    zh: `现在可登记：${zh.instead || '无'}`,
    en: `what may be put on record now: ${en.instead || 'nothing'}`,
  };
  return {
    field: '/do/what',
    value: what,
    rule: isKnown ? reason.rule : 'record-known',
    detail: isKnown
      ? {
          zh: `工单处于“${zh.stage}”阶段，该角色不能登记“${zh.what}”；${possible.zh}`,
          en: `at the stage "${en.stage}" this role may not put "${en.what}" on record; ${possible.en}`,
        }
      : {
          zh: `本工单适用的规程中没有 ${what}；${meant ? `是否应为 ${meant}？` : possible.zh}`,
          en: `the procedures of this ticket know no ${what}; ${meant ? `did you mean ${meant}?` : possible.en}`,
        },
  };
}

export const noSuchUnit = ({ division, unit }: UnitRef, known: readonly string[]): Violation => ({
  field: '/do/to/unit',
  value: `${division}/${unit}`,
  rule: 'unit-exists',
  detail: {
    zh: `单位不存在；可选单位：${listOf(known, '该部门代码不存在')}`,
    en: `no such unit; units of this division: ${listOf(known, 'none, the division does not exist')}`,
  },
});

export const noSuchReason = (reasonCode: string, known: readonly string[]): Violation => ({
  field: '/do/reasonCode',
  value: reasonCode,
  rule: 'pause-reason-known',
  detail: {
    zh: `不是可用的挂起原因；可用：${listOf(known, '无')}`,
    en: `no reason for a pause; reasons of the organisation: ${listOf(known, 'none')}`,
  },
});

export const alreadyThere = ({ division, unit }: UnitRef): Violation => ({
  field: '/do/to/unit',
  value: `${division}/${unit}`,
  rule: 'other-unit',
  detail: { zh: '工单已在该单位；请选择其他单位', en: 'the work is already with this unit; name another one' },
});
