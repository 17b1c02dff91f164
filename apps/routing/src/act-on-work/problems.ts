import type { Violation, WorkActionSubmitted } from '@cc/contracts';
import { Problem } from '@cc/service-kit';
import type { ActionOutcome } from './action-desk.js';
import { NOT_YOUR_WORK } from './refusals.js';

export const unreadable = (violations: Violation[]) =>
  new Problem({ status: 422, type: 'invalid-input', title: { zh: '输入不合规则', en: 'Invalid input' }, violations });

export const otherComplaint = (inBody: string, inPath: string) =>
  unreadable([
    {
      field: '/complaintId',
      value: inBody,
      rule: 'same-complaint',
      detail: { zh: `必须与地址中的投诉标识一致：${inPath}`, en: `must be the complaint of the address: ${inPath}` },
    },
  ]);

export const notInYourRole = (role: string, held: readonly string[]) =>
  new Problem({
    status: 403,
    type: 'role-not-held',
    title: { zh: '没有该角色', en: 'Role not held' },
    detail: {
      zh: `令牌没有角色 ${role}；现有角色：${held.join(', ')}`,
      en: `the token does not hold the role ${role}; it holds: ${held.join(', ')}`,
    },
  });

/** 409 with what is allowed instead and the rule that says so; 404 where nothing may be told. */
export function actionRefused({ complaintId }: WorkActionSubmitted, { result, answer }: ActionOutcome): Problem {
  const { stage, allowedActions, violations, why } = answer;
  if (violations.some(({ rule }) => rule === NOT_YOUR_WORK)) return noSuchWork(complaintId);
  const problem = new Problem({
    status: 409,
    type: 'action-not-allowed',
    title: { zh: '当前不能执行该操作', en: 'Action not allowed' },
    violations,
  });
  Object.assign(problem.details, { result, stage, allowedActions, why });
  return problem;
}

export const noSuchWork = (complaintId: string) =>
  new Problem({
    status: 404,
    type: 'no-such-work',
    title: { zh: '没有该工单', en: 'No such work' },
    detail: {
      zh: `在您的范围内没有投诉 ${complaintId} 的工单`,
      en: `there is no work on complaint ${complaintId} within your scope`,
    },
  });
