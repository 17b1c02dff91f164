import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Authority, Identity } from './authority.js';
import { writeSecret } from './secret-file.js';

/** What a party or a service is given: a folder of its own that only its owner can read. */
export interface IdentityFiles {
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Both in one file, as Java wants them. */
  readonly keyStore: string;
}

/** A certificate that ends sooner is made anew at the next start. */
const LEFT_MS = 30 * 24 * 60 * 60 * 1000;

export const filesIn = (dir: string): IdentityFiles => ({
  caFile: join(dir, 'ca.pem'),
  certificateFile: join(dir, 'certificate.pem'),
  keyFile: join(dir, 'key.pem'),
  keyStore: join(dir, 'client.pem'),
});

export const passwordFileIn = (dir: string) => join(dir, 'password');

/** Whoever reads the folder meanwhile finds the old files or the new ones; after a kill in between `holds` says no. */
export async function writeIdentity(dir: string, identity: Identity, authority: Authority): Promise<IdentityFiles> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const [file, text] of contentsOf(dir, identity, authority)) await writeSecret(file, text);
  return filesIn(dir);
}

function contentsOf(dir: string, identity: Identity, authority: Authority): [string, string][] {
  const files = filesIn(dir);
  const { certificate, key } = identity;
  return [
    [files.caFile, authority.certificate],
    [files.certificateFile, certificate],
    [files.keyFile, key],
    [files.keyStore, key + certificate],
    [join(dir, 'client.properties'), javaSettings(identity, authority)],
  ];
}

/**
 * Sees that each of these names has a folder with certificate, key and password, and the settings with which kcat
 * connects; what is there and still holds is kept. Answers the passwords.
 */
export async function provideIdentities(
  dir: string,
  names: readonly string[],
  authority: Authority,
  brokers: string,
): Promise<Map<string, string>> {
  const passwords = names.map(async (name) => {
    const own = join(dir, name);
    if (!(await holds(own, authority))) await writeIdentity(own, await authority.issue(name), authority);
    await writeSecret(join(own, 'kcat.conf'), kcatSettings(brokers));
    return [name, await passwordIn(own)] as const;
  });
  return new Map(await Promise.all(passwords));
}

/** All that an installation with an authority of its own needs, its broker too, in one folder. */
export async function provideInstallation(
  dir: string,
  names: readonly string[],
  brokers: string,
  hosts: readonly string[],
): Promise<void> {
  const { guard } = await import('./guard.js');
  const { authority } = await guard(dir, hosts);
  await provideIdentities(dir, names, authority, brokers);
}

/** A folder whose renewal was killed half way holds files of two identities: it does not hold. */
async function holds(dir: string, authority: Authority): Promise<boolean> {
  const { certificateFile, keyFile } = filesIn(dir);
  if (!existsSync(certificateFile) || !existsSync(keyFile)) return false;
  const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(keyFile, 'utf8')]);
  return isWhole(dir, { certificate, key }, authority) && isGood({ certificate, key }, authority);
}

function isWhole(dir: string, identity: Identity, authority: Authority): boolean {
  return contentsOf(dir, identity, authority).every(
    ([file, text]) => existsSync(file) && readFileSync(file, 'utf8') === text,
  );
}

function isGood({ certificate, key }: Identity, authority: Authority): boolean {
  const own = new X509Certificate(certificate);
  const ours = own.verify(new X509Certificate(authority.certificate).publicKey);
  return ours && own.checkPrivateKey(createPrivateKey(key)) && own.validToDate.getTime() > Date.now() + LEFT_MS;
}

async function passwordIn(dir: string): Promise<string> {
  const file = passwordFileIn(dir);
  if (!existsSync(file)) await writeSecret(file, randomBytes(24).toString('base64url'));
  return readFile(file, 'utf8');
}

/** For Java clients and the tools that come with Kafka: all in one file, which can be carried anywhere. */
function javaSettings({ certificate, key }: Identity, authority: Authority): string {
  return [
    'security.protocol=SSL',
    'ssl.keystore.type=PEM',
    `ssl.keystore.key=${inOneLine(key)}`,
    `ssl.keystore.certificate.chain=${inOneLine(certificate)}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.certificates=${inOneLine(authority.certificate)}`,
    '',
  ].join('\n');
}

const inOneLine = (pem: string) => pem.trimEnd().replaceAll('\n', '\\n');

/** librdkafka takes its certificates from files, from where kcat is started: in the folder itself, which can then be moved. */
function kcatSettings(brokers: string): string {
  const { caFile, certificateFile, keyFile } = filesIn('');
  return [
    `bootstrap.servers=${brokers}`,
    'security.protocol=ssl',
    `ssl.ca.location=${caFile}`,
    `ssl.certificate.location=${certificateFile}`,
    `ssl.key.location=${keyFile}`,
    '',
  ].join('\n');
}
