import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defineConfig } from './define-config.js';
import { loadConfig } from './load-config.js';

const keySet = join(mkdtempSync(join(tmpdir(), 'kit-')), 'keys.json');
writeFileSync(keySet, JSON.stringify({ keys: [{ kty: 'OKP' }] }));

const SECRET = Buffer.alloc(32, 7).toString('base64');
const right = {
  ROUTING_DATABASE_URL: 'postgres://routing:pw@127.0.0.1:5432/complaints',
  KAFKA_BROKERS: 'a:9092, b:9092',
  PORT: '3102',
  JWT_ISSUER: 'https://login.example',
  JWT_AUDIENCE: 'complaints',
  JWT_KEY_SET: keySet,
  SEALING_KEYS: `k2:${SECRET},k1:${SECRET}`,
  HASH_KEY: SECRET,
};
const Routing = defineConfig('routing', z.object({ MAX_RETURNS: z.coerce.number().int().default(2) }), {
  sealing: true,
  divisions: ['44', '43'],
});

const problemsOf = (environment: Record<string, string | undefined>, definition = Routing) => {
  try {
    loadConfig(definition, environment);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  throw new Error('the environment was accepted');
};

describe('the environment of a service', () => {
  it('is read into typed values, with the defaults of what is not set', () => {
    const config = loadConfig(Routing, right);

    expect(config).toMatchObject({
      MAX_RETURNS: 2,
      kafkaBrokers: ['a:9092', 'b:9092'],
      databaseConnections: 20,
      port: 3102,
      divisions: ['44', '43'],
      logLevel: 'info',
      limits: { batchSize: 500, lingerMs: 0 },
    });
    expect(config.sealingKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
  });

  it('is refused with every problem at once, each with name, value and what would be right', () => {
    const lines = problemsOf({ ...right, PORT: 'abc', KAFKA_BROKERS: 'broker', JWT_ISSUER: '', MAX_RETURNS: 'two' });

    expect(lines).toEqual([
      'routing cannot start: 4 problems in its environment',
      expect.stringContaining('KAFKA_BROKERS is "broker": '),
      '  PORT is "abc": Invalid input: expected number, received NaN; right is a whole number from 0 to 65535',
      '  JWT_ISSUER is not set; right is the `iss` that tokens must have',
      '  MAX_RETURNS is "two": Invalid input: expected number, received NaN',
    ]);
  });

  it('lets records gather as long as its service can wait, unless it says otherwise', () => {
    const patient = defineConfig('routing', z.object({}), { sealing: true, divisions: ['44'], lingerMs: 200 });

    expect(loadConfig(patient, right).limits.lingerMs).toBe(200);
    expect(loadConfig(patient, { ...right, LINGER_MS: '0' }).limits.lingerMs).toBe(0);
  });

  it('never shows a secret, however wrong it is', () => {
    const lines = problemsOf({
      ...right,
      ROUTING_DATABASE_URL: 'mysql://routing:hunter2@db/complaints',
      SEALING_KEYS: `k1:${Buffer.from('hunter2').toString('base64')}`,
      HASH_KEY: 'hunter2!',
    }).join('\n');

    expect(lines).not.toContain('hunter2');
    expect(lines).not.toContain(Buffer.from('hunter2').toString('base64'));
    expect(lines).toContain('SEALING_KEYS is (hidden): key k1 has 7 bytes instead of 32');
    expect(lines).toContain('ROUTING_DATABASE_URL is (hidden)');
  });

  it('hides a secret of the service itself, also behind a default', () => {
    const withSecret = defineConfig(
      'routing',
      z.object({ SMS_PIN: z.string().length(4).meta({ secret: true }).default('0000') }),
    );

    expect(problemsOf({ ...right, SMS_PIN: 'hunter2' }, withSecret as never).join()).not.toContain('hunter2');
  });

  it('names a key set that cannot be read', () => {
    expect(problemsOf({ ...right, JWT_KEY_SET: '/nowhere/keys.json' })[1]).toContain('that file cannot be read');
  });

  it('asks no keys of a service that opens nothing, and keeps them out of its hands', () => {
    const SlaMonitor = defineConfig('sla-monitor', z.object({}));
    const { ROUTING_DATABASE_URL, ...others } = right;

    const config = loadConfig(SlaMonitor, { ...others, SLA_MONITOR_DATABASE_URL: ROUTING_DATABASE_URL });

    expect(config).toMatchObject({ sealingKeys: [], hashKey: null });
  });

  it('says what Kafka needs beside a certificate or a user name, and which file cannot be read', () => {
    const alone = problemsOf({ ...right, KAFKA_CERTIFICATE_FILE: keySet, KAFKA_USERNAME: 'routing' });
    const missing = problemsOf({ ...right, KAFKA_CA_FILE: '/nowhere/ca.pem' });

    expect(alone.map((line) => line.split(';')[0])).toEqual([
      'routing cannot start: 3 problems in its environment',
      '  KAFKA_KEY_FILE is not set: KAFKA_CERTIFICATE_FILE needs it',
      '  KAFKA_CA_FILE is not set: KAFKA_CERTIFICATE_FILE needs it, KAFKA_USERNAME needs it',
      '  KAFKA_PASSWORD_FILE is not set: KAFKA_USERNAME needs it',
    ]);
    expect(missing[1]).toContain('KAFKA_CA_FILE is "/nowhere/ca.pem": that file cannot be read (ENOENT');
  });

  it('knows Kafka by files, whose content it does not keep', () => {
    const given = { KAFKA_CA_FILE: keySet, KAFKA_USERNAME: 'routing', KAFKA_PASSWORD_FILE: keySet };

    expect(loadConfig(Routing, { ...right, ...given }).kafkaSecurity).toEqual({
      caFile: keySet,
      login: { username: 'routing', passwordFile: keySet },
    });
    expect(loadConfig(Routing, right).kafkaSecurity).toBeUndefined();
  });

  it('must name the divisions whose topics it reads', () => {
    const bare = defineConfig('routing', z.object({}), { sealing: true });

    expect(problemsOf(right, bare as never)[1]).toContain('DIVISIONS is not set');
  });
});
