import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { ComplaintId, Sealed } from '@cc/contracts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealingKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/**
 * Seals personal data and complaint text (AES-256-GCM), bound to the complaint they belong to: a sealed field moved to
 * another complaint does not open.
 */
export class Sealing {
  /** As key objects: Node turns a key in bytes into one at every call, which costs more than the sealing itself. */
  private readonly ring: { id: string; encrypt: KeyObject; nonce: KeyObject }[];

  /** The first key seals, all of them open. */
  constructor(ring: readonly SealingKey[]) {
    // GCM must not see the key that makes its nonces, so each key of the ring gives two that are not related.
    this.ring = ring.map(({ id, key }) => ({ id, encrypt: derived(key, 'encrypt'), nonce: derived(key, 'nonce') }));
  }

  /** The same words about the same complaint under the same key give the same bytes, so that redoing repeats itself. */
  seal(plaintext: string | object, about: ComplaintId): Sealed {
    const key = this.ring[0];
    if (!key) throw new Error('this service holds no sealing key: say `sealing: true` in its configuration');
    const text = JSON.stringify(plaintext);
    const nonce = nonceFor(key.nonce, about, text);
    const cipher = createCipheriv(ALGORITHM, key.encrypt, nonce).setAAD(Buffer.from(about));
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${key.id}.${nonce.toString('base64url')}.${bytes.toString('base64url')}` as Sealed;
  }

  /** Throws when the key is not in the ring, or when the bytes or the complaint are not those that were sealed. */
  open<T = string>(sealed: Sealed, about: ComplaintId): T {
    const [id, nonce = '', body = ''] = sealed.split('.');
    const key = this.ring.find((one) => one.id === id);
    if (!key)
      throw new Error(`no key ${id} in the ring, which has ${this.ring.map((one) => one.id).join(', ') || 'none'}`);
    const bytes = Buffer.from(body, 'base64url');
    const opener = createDecipheriv(ALGORITHM, key.encrypt, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  }
}

const derived = (key: Buffer, use: string) =>
  createSecretKey(createHmac('sha256', key).update(`cc-sealing/${use}`).digest());

/** A random nonce would seal the same text differently each time; a counter would need state. */
const nonceFor = (key: KeyObject, about: string, text: string) =>
  createHmac('sha256', key)
    .update(JSON.stringify([about, text]))
    .digest()
    .subarray(0, NONCE_BYTES);
