import type { Name } from '../load/name.js';

/** A step of the default life cycle. */
export interface DefaultStep {
  name: Name;
  /** Null: every open stage, those of a procedure's own included. */
  from: readonly string[] | null;
  by: readonly string[];
  /** `same` where the stage stays. */
  leadsTo: string;
  /** The fact that says it was done. */
  records: string;
  /** Refused while this is so, whatever the procedures permit; `because` names it in the reason. */
  refusedWhile?: { field: string; is: boolean; because: string };
}

export interface DefaultStage {
  name: Name;
  ends: boolean;
}

const stage = (zh: string, en: string, ends = false): DefaultStage => ({ name: { zh, en }, ends });

/** Stages (状态) of every ticket. A procedure restricts and extends what may be done in them. */
export const DEFAULT_STAGES: Readonly<Record<string, DefaultStage>> = {
  new: stage('未登记', 'Not registered yet'),
  registered: stage('已登记', 'Registered'),
  dispatched: stage('已派发', 'Dispatched'),
  accepted: stage('已接单', 'Accepted by the unit'),
  replied: stage('已回单', 'Replied by the unit'),
  answered: stage('已答复', 'Answered to the customer'),
  underReview: stage('复议中', 'Under review'),
  closed: stage('已归档', 'Closed', true),
  withdrawn: stage('已撤回', 'Withdrawn', true),
  refused: stage('不予受理', 'Refused', true),
  handedOver: stage('已移交', 'Handed over', true),
  merged: stage('已并案', 'Merged', true),
};

const OPEN = null;
const CUSTOMER_SIDE = ['customer', 'dispatcher', 'supervisor', 'system'];
/** Nobody may, unless a procedure says who. */
const NOBODY: readonly string[] = [];
/** Nobody is given time who has not asked for it. */
const NOT_ASKED = { field: 'extensionPending', is: false, because: 'not-asked' };

/**
 * registered -> dispatched -> accepted -> replied -> answered -> closed. Work sent back or on waits to be dispatched again.
 * What a text must provide for before anybody may do it, such as a review or more time, nobody may here.
 */
export const DEFAULT_STEPS: Readonly<Record<string, DefaultStep>> = {
  register: {
    name: { zh: '登记', en: 'Register' },
    from: ['new'],
    by: ['customer', 'dispatcher', 'handler', 'supervisor', 'system'],
    leadsTo: 'registered',
    records: 'ticket.registered',
  },
  refuse: step('不予受理', 'Refuse', ['registered'], NOBODY, 'refused', 'ticket.refused'),
  handOver: step('移交', 'Hand over', OPEN, NOBODY, 'handedOver', 'ticket.handedOver'),
  merge: step('并案', 'Merge', OPEN, NOBODY, 'merged', 'ticket.merged'),
  dispatch: step(
    '派单',
    'Dispatch',
    ['registered'],
    ['dispatcher', 'supervisor', 'system'],
    'dispatched',
    'work.dispatched',
  ),
  accept: step('接单', 'Accept', ['dispatched'], ['handler'], 'accepted', 'work.accepted'),
  return: step('驳回', 'Return', ['dispatched', 'accepted'], ['handler'], 'registered', 'work.returned'),
  refuseReturn: step('退回驳回', 'Refuse a return', ['dispatched'], NOBODY, 'dispatched', 'work.returnRefused'),
  transfer: step(
    '转派',
    'Transfer',
    ['dispatched', 'accepted'],
    ['handler', 'dispatcher', 'supervisor'],
    'registered',
    'work.transferred',
  ),
  verify: step('查证', 'Verify', OPEN, ['handler', 'supervisor'], 'same', 'ticket.verified'),
  reply: step('回单', 'Reply', ['accepted'], ['handler'], 'replied', 'work.replied'),
  refuseReply: step('退回回单', 'Refuse a reply', ['replied'], ['auditor'], 'accepted', 'work.replyRefused'),
  approveReply: step('回单通过', 'Approve a reply', ['replied'], ['auditor'], 'answered', 'work.replyApproved'),
  answer: step(
    '答复',
    'Answer the customer',
    ['accepted', 'replied'],
    ['handler', 'auditor'],
    'answered',
    'ticket.answered',
  ),
  callBack: step('回访', 'Call back', ['answered', 'closed'], ['supervisor', 'system'], 'same', 'callback.made'),
  close: step('归档', 'Close', ['answered'], ['supervisor', 'system'], 'closed', 'ticket.closed'),
  reopen: step('重新打开', 'Reopen', ['answered'], ['supervisor', 'system'], 'registered', 'ticket.reopened'),
  withdraw: step('撤回', 'Withdraw', OPEN, ['customer', 'system'], 'withdrawn', 'ticket.withdrawn'),
  urge: step('催办', 'Urge', OPEN, CUSTOMER_SIDE, 'same', 'work.urged'),
  supplement: step('补充', 'Supplement', OPEN, CUSTOMER_SIDE, 'same', 'ticket.supplemented'),
  supervise: step('督办', 'Supervise', OPEN, ['supervisor', 'system'], 'same', 'work.supervised'),
  pause: step('挂起', 'Pause', ['accepted'], ['handler', 'supervisor'], 'same', 'work.paused'),
  resume: step('恢复', 'Resume', ['accepted'], ['handler', 'supervisor'], 'same', 'work.resumed'),
  requestExtension: {
    ...step('申请延期', 'Ask for more time', OPEN, NOBODY, 'same', 'extension.requested'),
    refusedWhile: { field: 'extensionPending', is: true, because: 'already-asked' },
  },
  grantExtension: {
    ...step('同意延期', 'Grant more time', OPEN, NOBODY, 'same', 'extension.granted'),
    refusedWhile: NOT_ASKED,
  },
  refuseExtension: {
    ...step('不同意延期', 'Refuse more time', OPEN, NOBODY, 'same', 'extension.refused'),
    refusedWhile: NOT_ASKED,
  },
  requestReview: step(
    '申请复议',
    'Ask for a review',
    ['answered', 'closed'],
    NOBODY,
    'underReview',
    'review.requested',
  ),
  decideReview: step('复议决定', 'Decide a review', ['underReview'], NOBODY, 'answered', 'review.decided'),
};

function step(
  zh: string,
  en: string,
  from: readonly string[] | null,
  by: readonly string[],
  leadsTo: string,
  records: string,
): DefaultStep {
  return { name: { zh, en }, from, by, leadsTo, records };
}

/** What a fact does to the stage, whatever it was: facts have happened. */
export const STAGE_AFTER: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(DEFAULT_STEPS)
    .filter(({ leadsTo }) => leadsTo !== 'same')
    .map(({ records, leadsTo }) => [records, leadsTo]),
);
