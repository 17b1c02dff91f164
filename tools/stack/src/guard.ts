import { join } from 'node:path';

import { Authority } from './authority.js';
import { writeIdentity, type IdentityFiles } from './identities.js';
import { ADMINISTRATOR, BROKER, type BrokerFiles } from './listeners.js';

/** A broker that lets in whom it knows; what its owner needs to make others known. */
export interface Guard {
  readonly authority: Authority;
  /** PEM files of whoever may do everything. */
  readonly administrator: IdentityFiles;
}

const HERE = ['localhost', '127.0.0.1'];

/**
 * Makes what a guarded broker needs in a folder that only its owner can read, each principal in a folder of its own. The
 * authority stays, the rest is new.
 */
export async function guard(dir: string, hosts: readonly string[] = HERE): Promise<Guard & { broker: BrokerFiles }> {
  const authority = await Authority.in(join(dir, 'authority'));
  const broker = await authority.issue(BROKER, { hosts: [...hosts] });
  const { keyStore, caFile: trustStore } = await writeIdentity(join(dir, BROKER), broker, authority);
  const { certificate: cert, key } = await authority.issue(ADMINISTRATOR);
  const administrator = await writeIdentity(join(dir, ADMINISTRATOR), { certificate: cert, key }, authority);
  const ssl = { ca: authority.certificate, cert, key };
  return { authority, administrator, broker: { keyStore, trustStore, ssl } };
}
