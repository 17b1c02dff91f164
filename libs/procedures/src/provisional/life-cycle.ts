import type { BasisVersion, Reason } from '../answer.js';
import type { ActingRole, ActionAnswer, AttemptedAction, Stage, WorkAction } from '../procedures.js';
import { because, known, type BasisName } from './bases.js';

interface Step {
  from: readonly Stage[];
  by: readonly ActingRole[];
  leadsTo: Stage | 'same';
}

const OPEN: readonly Stage[] = ['registered', 'dispatched', 'accepted', 'replied', 'answered'];
const CUSTOMER_SIDE: readonly ActingRole[] = ['customer', 'dispatcher', 'supervisor', 'system'];

/** registered -> dispatched -> accepted -> replied -> answered -> closed. Work sent back or on is dispatched at once again. */
const LIFE_CYCLE: Readonly<Record<WorkAction, Step>> = {
  accept: { from: ['dispatched'], by: ['handler'], leadsTo: 'accepted' },
  return: { from: ['dispatched', 'accepted'], by: ['handler'], leadsTo: 'dispatched' },
  transfer: { from: ['dispatched', 'accepted'], by: ['handler', 'dispatcher', 'supervisor'], leadsTo: 'dispatched' },
  reply: { from: ['accepted'], by: ['handler'], leadsTo: 'answered' },
  refuseReply: { from: ['replied'], by: ['auditor'], leadsTo: 'accepted' },
  approveReply: { from: ['replied'], by: ['auditor'], leadsTo: 'answered' },
  pause: { from: ['accepted'], by: ['handler', 'supervisor'], leadsTo: 'same' },
  resume: { from: ['accepted'], by: ['handler', 'supervisor'], leadsTo: 'same' },
  close: { from: ['answered'], by: ['supervisor', 'system'], leadsTo: 'closed' },
  reopen: { from: ['answered'], by: ['supervisor', 'system'], leadsTo: 'dispatched' },
  withdraw: { from: OPEN, by: ['customer', 'system'], leadsTo: 'withdrawn' },
  urge: { from: OPEN, by: CUSTOMER_SIDE, leadsTo: 'same' },
  supplement: { from: OPEN, by: CUSTOMER_SIDE, leadsTo: 'same' },
};

const ACTIONS = Object.keys(LIFE_CYCLE) as WorkAction[];
const MOST_RETURNS = 2;

export function mayAct(bases: readonly BasisVersion[], attempt: AttemptedAction): ActionAnswer {
  const names = known(bases);
  const refusal = whyNot(attempt);
  if (refusal) {
    const allowedActions = ACTIONS.filter((action) => !whyNot({ ...attempt, action }));
    return { allowed: false, allowedActions, reason: refusal };
  }
  if (attempt.action === 'reply' && slipIsAudited(names, attempt)) {
    return {
      allowed: true,
      leadsTo: 'replied',
      reason: because('group2019', 'appeal-slips-audited', 'groupSlipAudit'),
    };
  }
  const { leadsTo } = LIFE_CYCLE[attempt.action];
  const reason = because('lifeCycle', attempt.action);
  return { allowed: true, leadsTo: leadsTo === 'same' ? attempt.stage : leadsTo, reason };
}

/** The rule that forbids it, the widest first. */
function whyNot({ action, stage, role, ...facts }: AttemptedAction): Reason | null {
  const step = LIFE_CYCLE[action];
  if (!step.from.includes(stage)) return because('lifeCycle', `${action}/not-at-${stage}`);
  if (!step.by.includes(role)) return because('lifeCycle', `${action}/not-by-${role}`);
  if (action === 'return' && facts.fallbackUnit) return because('lifeCycle', 'return/not-by-fallback-unit');
  if (action === 'return' && facts.returns >= MOST_RETURNS) return because('lifeCycle', 'return/at-most-twice');
  if (action === 'pause' && facts.paused) return because('lifeCycle', 'pause/paused-already');
  if (action === 'resume' && !facts.paused) return because('lifeCycle', 'resume/not-paused');
  if (action === 'close' && facts.answerOwed) return because('lifeCycle', 'close/after-the-answer');
  // The system closes because a callback said so, or because its attempts are used up; a person must wait for that.
  if (action === 'close' && role === 'supervisor' && facts.callbackOwed) {
    return because('lifeCycle', 'close/after-the-callback');
  }
  return null;
}

/** The text speaks of the ministry's appeals; the channel level does not tell one authority from another. */
function slipIsAudited(names: ReadonlySet<BasisName>, { channelLevel }: AttemptedAction): boolean {
  return names.has('group2019') && channelLevel === 'appeal';
}
