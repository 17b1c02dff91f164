import type { Violation, WorkActionSubmitted } from '@cc/contracts';
import { Problem } from '@cc/service-kit';
import type { ActionOutcome } from './action-desk.js';
import { CONFLICT, NOT_YOUR_WORK } from './refusals.js';

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

/** A token speaks for its bearer alone. */
export const notTheCaller = (inBody: string, subject: string) =>
  new Problem({
    status: 403,
    type: 'actor-not-caller',
    title: { zh: '操作人与令牌不符', en: 'The actor is not the caller' },
    violations: [
      {
        field: '/by/id',
        value: inBody,
        rule: 'actor-is-caller',
        detail: {
          zh: `操作人只能是令牌的持有人 ${subject}；请省略 by.id`,
          en: `who acts is the bearer of the token, ${subject}; leave out by.id`,
        },
      },
    ],
  });

/** 同意: a token names neither another person nor a role of the procedures, so nobody here can know who consented. */
export const consentByTopicOnly = (consents: readonly { id: string }[]) =>
  unreadable(
    consents.map(({ id }, at) => ({
      field: `/do/consents/${at}`,
      value: id,
      rule: 'consent-by-topic',
      detail: {
        zh: '令牌只证明操作人本人，不能证明他人的同意；需要同意的操作请由本单位系统经 complaints.work-actions.<division> 提交',
        en: "a token vouches for its bearer, never for another's consent; an action that needs one comes by the division's topic complaints.work-actions.<division>, whose system vouches for its people",
      },
    })),
  );

/** 409 with what is allowed instead and the rule that says so; 404 where nothing may be told. */
export function actionRefused({ complaintId }: WorkActionSubmitted, { result, answer }: ActionOutcome): Problem {
  const { stage, allowedActions, violations, why } = answer;
  const refusedBy = (name: string) => violations.some(({ rule }) => rule === name);
  if (refusedBy(NOT_YOUR_WORK)) return noSuchWork(complaintId);
  if (refusedBy(CONFLICT)) {
    const title = { zh: '操作流水号已被使用', en: 'The id of the action is taken' };
    return new Problem({ status: 409, type: 'conflict', title, violations });
  }
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
