import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A sub-stream of its own for each thing that is decided (`what` about `whom`): a further kind of decision, or a changed
 * share, moves nothing that was decided elsewhere.
 */
export function randomFor(seed: number, what: string, whom: number | string): Random {
  return new Random(xoroshiro128plusFromState(stateOf(`${seed} ${what} ${whom}`)));
}

export class Random {
  constructor(private readonly generator: RandomGenerator) {}

  /** 0 up to, not including, 1. */
  fraction(): number {
    return uniformFloat64(this.generator);
  }

  /** Both ends included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  chance(share: number): boolean {
    return this.fraction() < share;
  }

  one<T>(of: readonly T[]): T {
    return of[uniformInt(this.generator, 0, of.length - 1)]!;
  }
}

/** Picks by weight. */
export class Weighted<T> {
  private readonly upTo: number[] = [];
  private readonly total: number;

  constructor(
    readonly choices: readonly T[],
    weightOf: (choice: T) => number,
  ) {
    let sum = 0;
    for (const choice of choices) this.upTo.push((sum += weightOf(choice)));
    if (!(sum > 0)) throw new RangeError('nothing to choose from: give at least one choice a weight above 0');
    this.total = sum;
  }

  pick(random: Random): T {
    const at = random.fraction() * this.total;
    let low = 0;
    let high = this.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return this.choices[low]!;
  }
}

/** 64 bits of a name: with the 32 that pure-rand seeds from, two in 100,000 complaints would be the same. */
function stateOf(name: string): [number, number, number, number] {
  let one = 0x9e3779b9;
  let other = 0xc2b2ae35;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    one = Math.imul(one ^ code, 0x85ebca6b);
    other = Math.imul(other ^ code ^ (one >>> 15), 0x27d4eb2f);
  }
  // A state of zeros alone would stay one.
  return [mixed(one), mixed(other), mixed(one ^ 0x165667b1), mixed(other ^ 0x9e3779b9) | 1];
}

/** MurmurHash3's finaliser: every bit of the name moves every bit of the state. */
function mixed(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
