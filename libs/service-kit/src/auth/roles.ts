/** What a person or a program may be; a token names one or more. */
export const ROLES = [
  'intake',
  'handler',
  'dispatcher',
  'auditor',
  'supervisor',
  'callback-agent',
  'viewer',
  'operator',
] as const;

export type Role = (typeof ROLES)[number];
