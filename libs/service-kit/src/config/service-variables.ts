import { readFileSync } from 'node:fs';
import { flow } from '@cc/contracts';
import type { KafkaSecurity } from '@cc/messaging';
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

/** Read again at every connection; here only to say at the start what would fail later. */
const readableFile = z.string().superRefine((path, context) => {
  try {
    if (readFileSync(path).length === 0) context.addIssue('that file is empty');
  } catch (error) {
    context.addIssue(`that file cannot be read (${(error as Error).message})`);
  }
});
const file = (what: string) => readableFile.describe(`the path of ${what}`).optional();

/** Together they say how Kafka knows us: nothing, or an authority and beside it a certificate or a login. */
const KAFKA_NEEDS = [
  ['KAFKA_CERTIFICATE_FILE', 'KAFKA_KEY_FILE'],
  ['KAFKA_KEY_FILE', 'KAFKA_CERTIFICATE_FILE'],
  ['KAFKA_CERTIFICATE_FILE', 'KAFKA_CA_FILE'],
  ['KAFKA_USERNAME', 'KAFKA_PASSWORD_FILE'],
  ['KAFKA_PASSWORD_FILE', 'KAFKA_USERNAME'],
  ['KAFKA_USERNAME', 'KAFKA_CA_FILE'],
] as const;

const scopeNames = /^[a-z0-9-]{1,16}$/;

/** The variables that every service has, by name. */
export function serviceVariables({ service, sealing, signIn, lingerMs, sources, divisions }: ConfigDefinition) {
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
    DATABASE_CONNECTIONS: wholeNumber(6, 100).default(20),
    KAFKA_BROKERS: list(/^[^\s:]+:\d+$/).describe('host:port, several joined by commas'),
    KAFKA_CA_FILE: file('a PEM file that holds the authority of the brokers, needed with a certificate or a user name'),
    KAFKA_CERTIFICATE_FILE: file('our certificate in PEM, the name in its CN'),
    KAFKA_KEY_FILE: file('the key of KAFKA_CERTIFICATE_FILE in PEM'),
    KAFKA_USERNAME: z.string().describe('the name to log in with (SCRAM-SHA-512), if not by certificate').optional(),
    KAFKA_PASSWORD_FILE: file('a file that holds the password of KAFKA_USERNAME'),
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
    LINGER_MS: wholeNumber(0, 1000).default(lingerMs),
    ...(signIn ? signInVariables : {}),
  });
  const all = signIn ? togetherOrNot(variables) : variables;
  return all.superRefine((read: Record<string, unknown>, context) => {
    for (const [given, needed] of KAFKA_NEEDS) {
      if (read[given] !== undefined && read[needed] === undefined)
        context.addIssue({ code: 'custom', path: [needed], message: `${given} needs it` });
    }
  });
}

export const databaseVariable = (service: string) => `${service.replaceAll('-', '_').toUpperCase()}_DATABASE_URL`;

/** The same values under the names that code uses. */
export function toSettings(service: string, read: Record<string, unknown>): ServiceSettings {
  return {
    databaseUrl: read[databaseVariable(service)],
    databaseConnections: read['DATABASE_CONNECTIONS'],
    kafkaBrokers: read['KAFKA_BROKERS'],
    kafkaSecurity: toSecurity(read as Record<string, string | undefined>),
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

function toSecurity({
  KAFKA_CA_FILE: caFile,
  KAFKA_CERTIFICATE_FILE: certificateFile,
  KAFKA_KEY_FILE: keyFile,
  KAFKA_USERNAME: username,
  KAFKA_PASSWORD_FILE: passwordFile,
}: Record<string, string | undefined>): KafkaSecurity | undefined {
  if (!caFile) return undefined;
  return {
    caFile,
    ...(certificateFile && keyFile && { certificate: { certificateFile, keyFile } }),
    ...(username && passwordFile && { login: { username, passwordFile } }),
  };
}
