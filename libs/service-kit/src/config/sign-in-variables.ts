import { z } from 'zod';
import { keyRing } from './key-ring.js';
import type { Key, SignInSettings } from './service-settings.js';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The session travels in a cookie: in clear it may, on this machine, and nowhere else. */
const origin = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, origin } = new URL(text);
    return origin === text && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname)));
  },
  { error: 'is no such address' },
);

/** How people sign in to the pages of a service; without PAGE_URL nobody does, and the pages say so. */
export const signInVariables = {
  PAGE_URL: origin
    .optional()
    .describe('where people find the page, https://host without a path; http on this machine only'),
  SIGN_IN_CLIENT_ID: z
    .string()
    .min(1)
    .default('complaints-page')
    .describe('the page as the identity provider knows it'),
  SIGN_IN_CLIENT_SECRET: z
    .string()
    .min(16, { error: 'has less than 16 characters' })
    .optional()
    .meta({ secret: true, description: 'the secret that the identity provider knows the page by' }),
  SIGN_IN_METADATA: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the provider's openid-configuration, where it is not found below JWT_ISSUER"),
  SESSION_KEYS: keyRing.optional(),
};

/** A page address without the rest would let nobody in, so it stops the start. */
export function togetherOrNot<Variables extends z.ZodObject>(variables: Variables): Variables {
  return (['SIGN_IN_CLIENT_SECRET', 'SESSION_KEYS'] as const).reduce(
    (schema, name) =>
      schema.refine(
        (read) => {
          const { PAGE_URL: page, [name]: needed } = read as Record<string, unknown>;
          return page === undefined || needed !== undefined;
        },
        { path: [name], error: 'is needed with PAGE_URL', when: () => true },
      ),
    variables,
  );
}

export function toSignIn(read: Record<string, unknown>): SignInSettings | null {
  if (read['PAGE_URL'] === undefined) return null;
  return {
    origin: read['PAGE_URL'] as string,
    clientId: read['SIGN_IN_CLIENT_ID'] as string,
    clientSecret: read['SIGN_IN_CLIENT_SECRET'] as string,
    metadataUrl: (read['SIGN_IN_METADATA'] ??
      `${String(read['JWT_ISSUER']).replace(/\/$/, '')}/.well-known/openid-configuration`) as string,
    sessionKeys: read['SESSION_KEYS'] as Key[],
  };
}
