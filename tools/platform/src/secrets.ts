import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keys that seal and hash personal data; kept beside the data, or what is sealed there could never be opened again. */
export function secretsIn(dir: string): { SEALING_KEYS: string; HASH_KEY: string } {
  const file = join(dir, 'secrets.json');
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64');
    writeFileSync(file, JSON.stringify({ SEALING_KEYS: `k1:${secret()}`, HASH_KEY: secret() }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { SEALING_KEYS: string; HASH_KEY: string };
}
