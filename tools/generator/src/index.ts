export { aMonth, type MonthOptions } from './month.js';
export { SHARES, type Shares } from './shares.js';
export type { Expected, ExpectedItem, Shows, Step } from './step.js';
export { Ledger, type SeenReceipt } from './ledger.js';
export type { Act } from './parties/act.js';
export { auditorAnswers, type SlipToAudit } from './parties/auditors.js';
export { branchAnswers, branchAnswersChange, type PartyOptions, type SeenChange } from './parties/branches.js';
export { callbackBrings, type Callback } from './parties/callback-agents.js';
export type { SeenWorkOrder } from './parties/work-order.js';
