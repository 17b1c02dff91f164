import type { Contacts, Origin } from './contacts/contact.js';
import type { Place } from './contacts/places.js';
import { MOST_HOUSEHOLDS } from './contacts/phones.js';
import { randomFor, type Random } from './random.js';
import type { Rhythm } from './rhythm.js';
import type { ClassTexts } from './texts/classes.js';
import { OUTAGE_TEXTS, RUMOURS } from './texts/waves.js';

/** Many households of one district with the same complaint. */
export interface Wave {
  kind: 'outage' | 'rumour';
  name: string;
  place: Place;
  texts: ClassTexts;
  phenomena: readonly string[];
  /** Which part of them complains to the group at once. */
  upgraded: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The waves of the month, each household with its instant; more complaints have more waves, not larger ones. */
export function* wavesOf(contacts: Contacts, rhythm: Rhythm, complaints: number): Generator<Origin> {
  let household = MOST_HOUSEHOLDS;
  for (const kind of ['outage', 'rumour'] as const) {
    const share = contacts.shares[kind];
    const waves = Math.max(1, Math.round(complaints / share.perComplaints));
    const households = Math.min(share.households, Math.floor((complaints * share.households) / share.perComplaints));
    for (let which = 0; which < waves; which++) {
      const name = `${kind === 'outage' ? 'o' : 'r'}${which}`;
      const random = randomFor(contacts.seed, 'wave', name);
      const place = contacts.places.oneOfMiddleSize(random);
      const wave: Wave = { kind, name, place, upgraded: share.upgraded, ...aboutWhat(kind, random) };
      const begins = beginOf(kind, rhythm, random);
      for (let who = 0; who < households; who++) {
        // Most call in the beginning, fewer and fewer later.
        const late = random.fraction() ** 1.6 * share.hours * HOUR;
        yield { name: `${name}-${who}`, household: --household, at: Math.floor(begins + late), wave };
      }
    }
  }
}

const aboutWhat = (kind: Wave['kind'], random: Random) => (kind === 'outage' ? OUTAGE_TEXTS : random.one(RUMOURS));

/** An evening of the second week or later, when everybody is at home; a rumour begins in the morning. */
function beginOf(kind: Wave['kind'], { from, until }: Rhythm, random: Random): number {
  const days = Math.floor((until - from) / DAY);
  const day = random.between(7, days - 6);
  const hour = kind === 'outage' ? 19 : 9;
  return from + day * DAY + hour * HOUR + random.between(0, HOUR);
}
