import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

const ALGORITHM = 'EdDSA';

export interface TokenFor {
  /** Who it is for; stands in every trace the caller leaves. */
  subject: string;
  organisation: string;
  /** `['*']` sees every division. */
  divisions: readonly string[];
  unit?: string;
  roles: readonly string[];
  /** As jose reads it, `8h`; a working day by default. */
  expiresIn?: string;
}

/** Signs tokens for tests and demonstrations. In production an identity provider does; services see a key set only. */
export class Issuer {
  readonly name = 'https://token.complaints.example';
  readonly audience = 'complaints';

  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly keyId: string,
    /** The public keys (JWKS): what services are given as JWT_KEY_SET. */
    readonly keySetFile: string,
  ) {}

  /** The issuer whose keys lie in this folder; makes them when there are none. */
  static async create(folder: string): Promise<Issuer> {
    const privateFile = join(folder, 'private.jwk.json');
    const keySetFile = join(folder, 'jwks.json');
    if (!existsSync(privateFile)) await makeKeys(folder, privateFile, keySetFile);

    const jwk = JSON.parse(await readFile(privateFile, 'utf8')) as JWK & { kid: string };
    return new Issuer((await importJWK(jwk, ALGORITHM)) as CryptoKey, jwk.kid, keySetFile);
  }

  async sign({ subject, organisation, divisions, unit, roles, expiresIn = '8h' }: TokenFor): Promise<string> {
    return new SignJWT({ org: organisation, div: divisions, roles, ...(unit === undefined ? {} : { unit }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.keyId })
      .setSubject(subject)
      .setIssuer(this.name)
      .setAudience(this.audience)
      .setIssuedAt()
      .setExpirationTime(expiresIn)
      .sign(this.privateKey);
  }
}

async function makeKeys(folder: string, privateFile: string, keySetFile: string): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const kid = `key-${Date.now()}`;
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: 'sig' };
  await mkdir(folder, { recursive: true });
  await writeFile(keySetFile, JSON.stringify({ keys: [publicJwk] }, null, 2));
  await writeFile(privateFile, JSON.stringify({ ...(await exportJWK(privateKey)), kid }, null, 2), { mode: 0o600 });
}
