import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Lets equal numbers meet without being shown: HMAC-SHA-256 under a key of the platform, base64url. */
export class KeyedHash {
  private readonly key: KeyObject | null;

  /** Null in a service that holds no key: it can be injected, and throws when it is used. */
  constructor(key: Buffer | null) {
    this.key = key && createSecretKey(key);
  }

  of(value: string): string {
    return this.hash('whole', value);
  }

  /** For look-up by the last four characters; its hashes never equal those of whole values. */
  lastFour(value: string): string {
    return this.hash('last-four', value.slice(-4));
  }

  private hash(use: string, value: string): string {
    if (!this.key) throw new Error('this service holds no hash key: say `sealing: true` in its configuration');
    return createHmac('sha256', this.key).update(`${use}:${value}`).digest('base64url');
  }
}
