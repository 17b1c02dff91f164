import type { Stage, Violation, WorkActionSubmitted } from '@cc/contracts';
import type { TicketWords, UnitRef } from '@cc/procedures';

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
