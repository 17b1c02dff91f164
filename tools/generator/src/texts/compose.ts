import type { Random } from '../random.js';
import type { ClassTexts } from './classes.js';
import { AGAIN, SETTLED, SUPPLEMENTS, URGES, WITHDRAWALS } from './follow-up-texts.js';
import { SLOTS } from './slots.js';
import { CHECKED, HARM, MOODS, PLEAS, TRIED, VOICES } from './voices.js';

/** What a text is written about. */
export interface About {
  channel: string;
  texts: ClassTexts;
  /** Where, in full; and as a clause before the sentence, or nothing. */
  address: string;
  place: string;
  /** What is said instead of a phenomenon of the class. */
  phenomenon?: string;
}

export interface Told {
  problem: string;
  demand: string;
}

export function tell(random: Random, { channel, texts, address, place, phenomenon }: About): Told {
  const voice = VOICES[channel]!;
  const said = new Said(random, texts.placed, { address, place });
  said.set('phenomenon', phenomenon ?? random.one(texts.phenomena));
  said.set('demand', random.one(texts.demands));
  return { problem: said.fill(random.one(voice.tells)), demand: said.fill(random.one(voice.asks)) };
}

/** The same matter again, in other words. */
export function tellAgain(random: Random, { phenomena, demands, placed }: ClassTexts): Told {
  const said = new Said(random, placed);
  said.set('phenomenon', random.one(phenomena));
  return { problem: said.fill(random.one(AGAIN)), demand: said.fill(random.one(demands)) };
}

const oneOf = (patterns: readonly string[]) => (random: Random) => new Said(random, false).fill(random.one(patterns));

export const urgeText = oneOf(URGES);
export const supplementText = oneOf(SUPPLEMENTS);
export const withdrawalText = oneOf(WITHDRAWALS);
export const settledText = oneOf(SETTLED);

/** Fits every complaint, and one of its sort. */
const fitting = ({ any, fault, matter }: typeof TRIED | typeof HARM) => ({
  fault: [...any, ...fault],
  matter: [...any, ...matter],
});
const LISTS = { tried: fitting(TRIED), harm: fitting(HARM) };
const ANY_LISTS: Record<string, readonly string[]> = { mood: MOODS, checked: CHECKED, plea: PLEAS };

/** Who speaks of 59 yuan twice means the same 59 yuan. */
const SAID_ALIKE = new Set([
  'amount',
  'lowAmount',
  'lowYuan',
  'plan',
  'lowPlan',
  'service',
  'gift',
  'abroad',
  'rate',
  'deadline',
  'period',
]);

/** Text and names of slots, one after the other; a pattern is cut once. */
const cutPatterns = new Map<string, readonly string[]>();

/** One telling: what was said once is said alike again. */
class Said {
  constructor(
    private readonly random: Random,
    private readonly fault: boolean,
    private readonly said: Record<string, string> = {},
  ) {}

  set(slot: string, pattern: string): void {
    this.said[slot] = this.fill(pattern);
  }

  fill(pattern: string): string {
    let cut = cutPatterns.get(pattern);
    if (cut === undefined) cutPatterns.set(pattern, (cut = pattern.split(/[{}]/)));
    let text = cut[0]!;
    for (let at = 1; at < cut.length; at += 2) text += this.filling(cut[at]!) + cut[at + 1]!;
    return text;
  }

  private filling(slot: string): string {
    const known = this.said[slot];
    if (known !== undefined) return known;
    if (slot === 'tried' || slot === 'harm') {
      return this.fill(this.random.one(LISTS[slot][this.fault ? 'fault' : 'matter']));
    }
    const list = ANY_LISTS[slot];
    if (list !== undefined) return this.fill(this.random.one(list));
    const make = SLOTS[slot];
    if (make === undefined) throw new Error(`texts name the slot {${slot}}, which nothing fills: add it to slots.ts`);
    const made = make(this.random);
    if (SAID_ALIKE.has(slot)) this.said[slot] = made;
    return made;
  }
}
