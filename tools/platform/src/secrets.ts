import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Secrets = Record<'SEALING_KEYS' | 'HASH_KEY' | 'SESSION_KEYS' | 'CLIENT_SECRET', string>;

/** The keys of this platform; kept beside the data, or what is sealed there could never be opened again. */
export function secretsIn(dir: string): Secrets {
  const file = join(dir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secret = () => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    SEALING_KEYS: `k1:${secret()}`,
    HASH_KEY: secret(),
    SESSION_KEYS: `k1:${secret()}`,
    CLIENT_SECRET: secret(),
    ...kept,
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
