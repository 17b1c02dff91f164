import { ScopeName } from '@cc/contracts';
import { z } from 'zod';
import type { Caller } from './caller.js';
import { ROLES } from './roles.js';

/** What a token says of its bearer; the same for programs and for people who sign in. */
export const TokenClaims = z.object({
  sub: z.string().min(1),
  org: ScopeName,
  div: z.array(z.union([ScopeName, z.literal('*')])).min(1),
  unit: ScopeName.optional(),
  roles: z.array(z.enum(ROLES)).min(1),
});
export type TokenClaims = z.output<typeof TokenClaims>;

export const callerOf = ({ sub, org, div, unit, roles }: TokenClaims): Omit<Caller, 'scope'> => ({
  subject: sub,
  roles,
  organisation: org,
  divisions: div.includes('*') ? '*' : div,
  unit: unit ?? null,
});
