import type { Name } from '../load/name.js';

/** Roles that every procedure may name without declaring them: who acts on the platform, and who takes part. */
export const PLATFORM_ROLES: Readonly<Record<string, Name>> = {
  handler: { zh: '处理人', en: 'Handler' },
  dispatcher: { zh: '派单员', en: 'Dispatcher' },
  auditor: { zh: '审核人', en: 'Auditor' },
  supervisor: { zh: '督办人', en: 'Supervisor' },
  system: { zh: '系统', en: 'System' },
  customer: { zh: '客户', en: 'Customer' },
  complainant: { zh: '投诉人', en: 'Complainant' },
  agent: { zh: '代理人', en: 'Agent of the complainant' },
  respondent: { zh: '被投诉人', en: 'Respondent' },
  investigator: { zh: '调查人', en: 'Investigator' },
  mediator: { zh: '调解人', en: 'Mediator' },
  /** Where a text does not say whose duty it is. */
  unspecified: { zh: '原文未规定', en: 'Not said by the text' },
  witness: { zh: '证人', en: 'Witness' },
};
