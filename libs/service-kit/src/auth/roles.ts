/** What a person or a program may be in an organisation. */
const ORGANISATION_ROLES = [
  'intake',
  'handler',
  'dispatcher',
  'auditor',
  'supervisor',
  'callback-agent',
  'viewer',
  'operator',
] as const;

/** Who runs the platform for all organisations; nobody of an organisation is given this one. */
const PLATFORM_ROLES = ['platform-operator'] as const;

/** What a token may name, one or more. */
export const ROLES = [...ORGANISATION_ROLES, ...PLATFORM_ROLES] as const;

export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];
export type PlatformRole = (typeof PLATFORM_ROLES)[number];
export type Role = OrganisationRole | PlatformRole;
