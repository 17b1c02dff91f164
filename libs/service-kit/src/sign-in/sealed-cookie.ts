import { EncryptJWT, errors, jwtDecrypt, type JWTPayload } from 'jose';
import type { Key } from '../config/service-settings.js';

/** Browsers keep no larger cookie. */
const MOST_BYTES = 4000;

/**
 * What a browser keeps for us and can neither read nor change: JWE, direct, AES-256-GCM. Any instance with the same keys
 * opens it; a new key first in the ring seals from then on, and an old one opens until it is taken away.
 */
export class SealedCookie {
  constructor(
    /** Bound into what is sealed, so that one cookie cannot be given for another. */
    private readonly purpose: string,
    private readonly ring: readonly Key[],
  ) {}

  async seal(content: JWTPayload, until: Date): Promise<string> {
    const [{ id, key }] = this.ring as [Key];
    const sealed = await new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
      .setAudience(this.purpose)
      .setExpirationTime(until)
      .encrypt(key);
    if (sealed.length > MOST_BYTES) throw new Error(`the cookie ${this.purpose} would have ${sealed.length} bytes`);
    return sealed;
  }

  /** Null for what is not ours, was changed, or is over. */
  async open(sealed: string | undefined): Promise<JWTPayload | null> {
    if (sealed === undefined) return null;
    try {
      const { payload } = await jwtDecrypt(sealed, ({ kid }) => this.keyOf(kid), {
        audience: this.purpose,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private keyOf(kid: string | undefined): Buffer {
    const found = this.ring.find(({ id }) => id === kid);
    if (!found) throw new errors.JWEDecryptionFailed();
    return found.key;
  }
}
