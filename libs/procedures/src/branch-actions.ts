import type { WorkAction } from './procedures.js';

/** What a branch does, by its topic or by REST; the rest is the customer's or the platform's. */
export const BRANCH_ACTIONS = [
  'accept',
  'return',
  'transfer',
  'reply',
  'refuseReply',
  'approveReply',
  'pause',
  'resume',
  'requestExtension',
  'grantExtension',
  'refuseExtension',
  'close',
] as const satisfies readonly WorkAction[];

/** What a branch does beside the steps of the life cycle: 登记. */
export const BESIDE_THE_STEPS = ['record'] as const;

/** 回单审核: what the auditing division alone does, on the slips of others. */
export const AUDIT_ACTIONS = ['refuseReply', 'approveReply'] as const satisfies readonly WorkAction[];
