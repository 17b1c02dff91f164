import type { ServiceDefinition } from '@cc/service-kit';
import { signInEnvironment } from './test-sessions.js';
import { AUDIENCE, ISSUER, keySetFile } from './test-tokens.js';

const SECRET = Buffer.alloc(32, 'test').toString('base64');
const SOURCES = 'cc-44,cc-43,cc-g1,app,miit';
const DIVISIONS = '00,11,43,44,g1,g2';

/** A right environment for a service; parties only where its configuration names none. */
export function testEnvironment({ service, config }: ServiceDefinition, databaseUrl: string): Record<string, string> {
  return {
    [`${service.replaceAll('-', '_').toUpperCase()}_DATABASE_URL`]: databaseUrl,
    KAFKA_BROKERS: 'in-memory:1',
    PORT: '0',
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_KEY_SET: keySetFile(),
    SEALING_KEYS: `test:${SECRET}`,
    HASH_KEY: SECRET,
    LINGER_MS: '0',
    MESSAGE_PROVIDER: 'capture',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    ...(config.signIn && signInEnvironment),
    ...(config.sources.length === 0 && { SOURCES }),
    ...(config.divisions.length === 0 && { DIVISIONS }),
  };
}
