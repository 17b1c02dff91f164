import 'reflect-metadata';
import { X509Certificate, type webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate as Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

import { writeSecret } from './secret-file.js';

/** A certificate with the chain that vouches for it, and its key (PKCS 8), both PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface Term {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const ELLIPTIC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks of two machines differ: what was made a moment ago must hold at the other one. */
const SKEW_MS = 5 * 60 * 1000;

/** From a little ago, for so many days. */
export function forDays(days: number, now = new Date()): Term {
  return { notBefore: new Date(now.getTime() - SKEW_MS), notAfter: new Date(now.getTime() + days * DAY_MS) };
}

/** Gives out certificates for an installation of its own; whoever holds its folder can be anybody. */
export class Authority {
  private constructor(
    private readonly own: Certificate,
    private readonly key: webcrypto.CryptoKey,
    /** What everybody must trust, PEM. */
    readonly certificate: string,
  ) {}

  /** The authority whose key lies in the folder; makes it the first time. */
  static async in(dir: string): Promise<Authority> {
    const [certificateFile, keyFile] = [join(dir, 'ca.pem'), join(dir, 'ca-key.pem')];
    if (!existsSync(keyFile)) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const { certificate, key } = await selfSigned('complaints');
      await writeSecret(certificateFile, certificate);
      // Last: whoever finds it finds all.
      await writeSecret(keyFile, key);
    }
    const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(keyFile, 'utf8')]);
    const pkcs8 = PemConverter.decode(key)[0]!;
    return new Authority(
      new Certificate(certificate),
      await crypto.subtle.importKey('pkcs8', pkcs8, ELLIPTIC, false, ['sign']),
      certificate,
    );
  }

  /** For a client under its name, or for a server also under the names and addresses where it is reached. */
  async issue(
    name: string,
    { hosts = [], term = forDays(397) }: { hosts?: string[]; term?: Term } = {},
  ): Promise<Identity> {
    const keys = await crypto.subtle.generateKey(ELLIPTIC, true, ['sign', 'verify']);
    const usages = [ExtendedKeyUsage.clientAuth, ...(hosts.length > 0 ? [ExtendedKeyUsage.serverAuth] : [])];
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: this.own.subject,
      ...term,
      signingAlgorithm: ELLIPTIC,
      publicKey: keys.publicKey,
      signingKey: this.key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension(usages),
        ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map(asAlternative))] : []),
      ],
    });
    return { certificate: pem(certificate), key: await pemOf(keys.privateKey) };
  }
}

/** Until when a certificate holds. */
export function endOf(certificate: string): Date {
  return new X509Certificate(certificate).validToDate;
}

async function selfSigned(name: string): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(ELLIPTIC, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    ...forDays(3650),
    signingAlgorithm: ELLIPTIC,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate: pem(certificate), key: await pemOf(keys.privateKey) };
}

const asAlternative = (host: string) => ({ type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host }) as const;

const pem = (certificate: Certificate) => `${certificate.toString('pem')}\n`;

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
