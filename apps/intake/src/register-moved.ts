/** Somebody else put a complaint on record between the look at the register and the locks: begin again. */
export class RegisterMoved extends Error {
  override name = 'RegisterMoved';
}

/** Rejects what is to be decided under locks that do not cover it. */
export function mustCover(locked: ReadonlySet<string>, keys: Iterable<string>): void {
  for (const key of keys) if (!locked.has(key)) throw new RegisterMoved('the register moved under the locks');
}

/** Of one decision while others complain about the same. */
const ATTEMPTS = 10;

/** Decides again as long as the register moves under the locks. */
export async function untilItStands<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof RegisterMoved) || attempt === ATTEMPTS) throw error;
    }
  }
}
