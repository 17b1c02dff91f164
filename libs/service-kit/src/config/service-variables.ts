import { readFileSync } from 'node:fs';
import { flow } from '@cc/contracts';
import { z } from 'zod';
import type { ConfigDefinition } from './define-config.js';
import type { ServiceSettings } from './service-settings.js';
import { KEY_BYTES, keyRing } from './key-ring.js';
import { signInVariables, togetherOrNot, toSignIn } from './sign-in-variables.js';

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: 'is no such address',
  });

const list = (entry: RegExp) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().regex(entry)).min(1));

const wholeNumber = (from: number, to: number) =>
  z.coerce.number().int().min(from).max(to).describe(`a whole number from ${from} to ${to}`);

const key = z.base64().transform((text) => Buffer.from(text, 'base64'));

/** Read at the start only: a URL is asked again by itself when a token names a key that it does not hold yet. */
const keySet = z
  .string()
  .superRefine((place, context) => {
    if (/^https?:/.test(place)) return;
    try {
      const { keys } = JSON.parse(readFileSync(place, 'utf8')) as { keys?: unknown };
      if (!Array.isArray(keys) || keys.length === 0) context.addIssue('that file holds no keys');
    } catch (error) {
      context.addIssue(`that file cannot be read (${(error as Error).message})`);
    }
  })
  .describe('the path or the http(s) address of a JSON Web Key Set');

const scopeNames = /^[a-z0-9-]{1,16}$/;

/** The variables that every service has, by name. */
export function serviceVariables({ service, sealing, signIn, sources, divisions }: ConfigDefinition) {
  const receives: readonly string[] = flow[service].receives;
  const parties = (fallback: readonly string[], needed: boolean) => {
    const names = list(scopeNames).describe('names joined by commas, each of a-z, 0-9 and -, at most 16 long');
    return needed && fallback.length === 0 ? names : names.default([...fallback]);
  };
  const variables = z.object({
    [databaseVariable(service)]: url('postgres:', 'postgresql:').meta({
      secret: true,
      description: `an address like postgres://${service.replaceAll('-', '_')}:password@127.0.0.1:5432/complaints`,
    }),
    KAFKA_BROKERS: list(/^[^\s:]+:\d+$/).describe('host:port, several joined by commas'),
    PORT: wholeNumber(0, 65_535),
    JWT_ISSUER: z.string().min(1).describe('the `iss` that tokens must have'),
    JWT_AUDIENCE: z.string().min(1).describe('the `aud` that tokens must have'),
    JWT_KEY_SET: keySet,
    SEALING_KEYS: sealing ? keyRing : z.unknown().transform(() => []),
    HASH_KEY: sealing
      ? key
          .refine((bytes) => bytes.length >= KEY_BYTES, { error: `has less than ${KEY_BYTES} bytes` })
          .meta({ secret: true, description: 'base64 of at least 32 bytes' })
      : z.unknown().transform(() => null),
    SOURCES: parties(sources, receives.includes('submissions')),
    DIVISIONS: parties(divisions, receives.includes('workActions')),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info')
      .describe('trace, debug, info, warn, error, fatal or silent'),
    BOOTSTRAP: z
      .enum(['beginning', 'available', 'latest'])
      .default('beginning')
      .describe('beginning, available or latest: what is read of a log that this service has never read'),
    BATCH_SIZE: wholeNumber(1, 10_000).default(500),
    LINGER_MS: wholeNumber(0, 1000).default(3),
    ...(signIn ? signInVariables : {}),
  });
  return signIn ? togetherOrNot(variables) : variables;
}

export const databaseVariable = (service: string) => `${service.replaceAll('-', '_').toUpperCase()}_DATABASE_URL`;

/** The same values under the names that code uses. */
export function toSettings(service: string, read: Record<string, unknown>): ServiceSettings {
  return {
    databaseUrl: read[databaseVariable(service)],
    kafkaBrokers: read['KAFKA_BROKERS'],
    port: read['PORT'],
    jwt: { issuer: read['JWT_ISSUER'], audience: read['JWT_AUDIENCE'], keySet: read['JWT_KEY_SET'] },
    sealingKeys: read['SEALING_KEYS'],
    hashKey: read['HASH_KEY'],
    signIn: toSignIn(read),
    sources: read['SOURCES'],
    divisions: read['DIVISIONS'],
    logLevel: read['LOG_LEVEL'],
    bootstrap: read['BOOTSTRAP'],
    limits: { batchSize: read['BATCH_SIZE'], lingerMs: read['LINGER_MS'] },
  } as ServiceSettings;
}
