import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Where nobody can sign in, an issuer needs no address, only a name. */
const WITHOUT_SIGN_IN = 'https://token.complaints.example';

/** Signs tokens for tests and demonstrations. In production an identity provider does; services see a key set only. */
export class Issuer {
  readonly audience = 'complaints';

  private constructor(
    /** The `iss` of its tokens; where people sign in, the address of what lets them in. */
    readonly name: string,
    /** With its `kid` and `alg`; for what signs tokens in this issuer's name. */
    readonly privateJwk: JWK & { kid: string },
    private readonly privateKey: CryptoKey,
    /** The public keys (JWKS): what services are given as JWT_KEY_SET. */
    readonly keySetFile: string,
  ) {}

  /** The issuer whose keys lie in this folder; makes them when there are none. A name is kept with them until another is given. */
  static async create(folder: string, name?: string): Promise<Issuer> {
    const privateFile = join(folder, 'private.jwk.json');
    const keySetFile = join(folder, 'jwks.json');
    if (!existsSync(privateFile)) await makeKeys(folder, privateFile, keySetFile);

    const nameFile = join(folder, 'issuer.txt');
    if (name !== undefined) await replace(nameFile, name);
    const kept = existsSync(nameFile) ? await readFile(nameFile, 'utf8') : WITHOUT_SIGN_IN;

    const read = JSON.parse(await readFile(privateFile, 'utf8')) as JWK & { kid: string };
    const jwk = { ...read, alg: ALGORITHM, use: 'sig' };
    return new Issuer(kept, jwk, (await importJWK(jwk, ALGORITHM)) as CryptoKey, keySetFile);
  }

  async sign({ subject, organisation, divisions, unit, roles, expiresIn = '8h' }: TokenFor): Promise<string> {
    return new SignJWT({ org: organisation, div: divisions, roles, ...(unit === undefined ? {} : { unit }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.privateJwk.kid })
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
  await replace(keySetFile, JSON.stringify({ keys: [publicJwk] }, null, 2));
  await replace(privateFile, JSON.stringify({ ...(await exportJWK(privateKey)), kid }, null, 2), 0o600);
}

/** Whole or not at all: services and other commands read these files at any time. */
async function replace(file: string, text: string, mode?: number): Promise<void> {
  const next = `${file}.new`;
  await rm(next, { force: true });
  // A new file: the mode of one that is there already would stay what it is.
  await writeFile(next, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
  await rename(next, file);
}
