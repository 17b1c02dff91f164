import { createHmac } from 'node:crypto';

/** Lets equal numbers meet without being shown: HMAC-SHA-256 under a key of the platform, base64url. */
export class KeyedHash {
  constructor(private readonly key: Buffer) {}

  of(value: string): string {
    return this.hash('whole', value);
  }

  /** For look-up by the last four digits; its hashes never equal those of whole values. */
  lastFour(value: string): string {
    return this.hash('last-four', value.slice(-4));
  }

  private hash(use: string, value: string): string {
    return createHmac('sha256', this.key).update(`${use}:${value}`).digest('base64url');
  }
}
