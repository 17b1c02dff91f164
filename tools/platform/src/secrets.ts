import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSecret } from '@cc/stack';

export type Secrets = Record<'SEALING_KEYS' | 'HASH_KEY' | 'SESSION_KEYS' | 'CLIENT_SECRET', string>;

/** The keys of this platform; kept beside the data, or what is sealed there could never be opened again. */
export async function secretsIn(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>) : {};
  const secret = () => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    SEALING_KEYS: `k1:${secret()}`,
    HASH_KEY: secret(),
    SESSION_KEYS: `k1:${secret()}`,
    CLIENT_SECRET: secret(),
    ...kept,
  };
  await writeSecret(file, JSON.stringify(secrets));
  return secrets;
}
