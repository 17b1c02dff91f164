import { topics } from '@cc/contracts';
import type { Organisation } from '@cc/procedures';
import { Contacts, type Contact, type Origin, type Submission } from './contacts/contact.js';
import { followUpsOf, followUpSubmission, type FollowUp } from './contacts/follow-ups.js';
import { MOST_HOUSEHOLDS } from './contacts/phones.js';
import { InOrder } from './in-order.js';
import { randomFor } from './random.js';
import { recordOf } from './record.js';
import { Rhythm } from './rhythm.js';
import { SHARES, type Shares } from './shares.js';
import { spoil, SPOILT_KINDS, type SpoiltKind } from './spoilt/spoil.js';
import type { Expected, Shows, Step } from './step.js';
import { wavesOf } from './waves.js';

export interface MonthOptions {
  /** A whole number; the same seed makes the same bytes. */
  seed: number;
  /** The month begins with this day of the organisation's time zone. On wall time choose a month that is over. */
  from: Date;
  /** First contacts of the month; waves, and what follows from contacts, come on top. */
  complaints: number;
  organisation: Organisation;
  shares?: Shares;
}

/** Something that is still to come. It holds what makes it, not what it is: 200,000 complaints keep few bytes each. */
type ToCome =
  { origin: Origin; does: 'contact' | 'spoilt' | 'mended' } | { origin: Origin; does: 'followUp'; followUp: FollowUp };

/**
 * A month of complaints, record by record in order of time. First contacts lie within the month; what follows from them
 * may come up to seven weeks later. Pure: nothing is read, and each contact is a function of the seed and its own name.
 */
export function* aMonth(options: MonthOptions): Generator<Step> {
  const { complaints, organisation, shares = SHARES } = options;
  const seed = checked(options);
  const rhythm = new Rhythm(options.from, organisation.timeZone, shares);
  const contacts = new Contacts(seed, organisation, shares, rhythm.offsetMinutes);
  const toCome = new InOrder<ToCome>();
  for (const origin of wavesOf(contacts, rhythm, complaints)) toCome.put(origin.at, { origin, does: 'contact' });

  function* until(at: number): Generator<Step> {
    for (let next = toCome.takeUntil(at); next; next = toCome.takeUntil(at)) {
      yield* happens(contacts, toCome, next.at, next.what);
    }
  }

  for (let index = 0; index < complaints; index++) {
    const name = String(index).padStart(6, '0');
    // Each contact has its own slice of the month: in order by itself, and with the rhythm of the whole.
    const at = rhythm.at((index + randomFor(seed, 'at', name).fraction()) / complaints);
    yield* until(at);
    const origin: Origin = { name, household: 2 * index, at, wave: null };
    yield* happens(contacts, toCome, at, { origin, does: 'contact' });
    drawSpoilt(contacts, toCome, origin);
  }
  yield* until(Infinity);
}

function checked({ seed, complaints }: MonthOptions): number {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed must be a whole number, not ${seed}`);
  // Half of the numbers, and a little room for the waves.
  const most = MOST_HOUSEHOLDS / 2 - 100_000;
  if (!Number.isSafeInteger(complaints) || complaints < 0 || complaints > most) {
    throw new RangeError(`complaints must be a whole number from 0 to ${most}, not ${complaints}`);
  }
  return seed;
}

function* happens(contacts: Contacts, toCome: InOrder<ToCome>, at: number, what: ToCome): Generator<Step> {
  const { origin } = what;
  const contact = contacts.of(origin);
  switch (what.does) {
    case 'contact': {
      const followUps = followUpsOf(contacts, origin, contact);
      for (const followUp of followUps) toCome.put(followUp.at, { origin, does: 'followUp', followUp });
      const appealed = !contact.appeals && followUps.some(({ kind }) => kind === 'appeal');
      yield taken(at, showsOf(origin, contact), contact, appealed);
      return;
    }
    case 'mended':
      yield taken(at, 'mended', contact, false);
      return;
    case 'spoilt':
      yield spoiltStep(contacts, toCome, origin, contact);
      return;
    case 'followUp': {
      const { followUp } = what;
      const { submission, outcomes, violations } = followUpSubmission(contacts, origin, contact, followUp);
      const items = outcomes.map((possible) => ({ outcomes: possible }));
      yield step(at, followUp.kind, submission, { answer: 'receipt', items, violations });
    }
  }
}

/**
 * Nobody complained on this number before. Of two sources no order is kept, though: where a whole month is pushed at once,
 * the appeal about a complaint may overtake it, and is then the complaint that this one urges; an appeal urges nothing.
 */
function taken(at: number, shows: Shows, { submission, outcomes }: Contact, appealed: boolean): Step {
  const items = outcomes.map((outcome) => ({ outcomes: appealed ? [outcome, 'urge' as const] : [outcome] }));
  return step(at, shows, submission, { answer: 'receipt', items, violations: [] });
}

/** A spoilt record is a contact of its own, so that no other is changed by it. */
function drawSpoilt({ seed, shares }: Contacts, toCome: InOrder<ToCome>, beside: Origin): void {
  const random = randomFor(seed, 'spoilt', beside.name);
  if (!random.chance(shares.spoilt.share)) return;
  const at = after(beside.at, shares.spoilt.afterHours, random.fraction());
  const origin = { name: `${beside.name}x`, household: beside.household + 1, at, wave: null };
  toCome.put(at, { origin, does: 'spoilt' });
}

function spoiltStep(contacts: Contacts, toCome: InOrder<ToCome>, origin: Origin, contact: Contact): Step {
  const { seed, shares } = contacts;
  const random = randomFor(seed, 'spoil', origin.name);
  const kind = random.one(Object.keys(SPOILT_KINDS)) as SpoiltKind;
  if (random.chance(shares.mended.share)) {
    toCome.put(after(origin.at, shares.mended.afterHours, random.fraction()), { origin, does: 'mended' });
  }
  const { submission } = contact;
  const good = { submission, record: recordFor(submission), random, at: origin.at };
  const { record, violations, items, sourceId } = spoil(kind, good);
  const refused = { outcomes: ['refused'] } as const;
  const expected: Expected =
    items === null
      ? { answer: 'deadLetter' }
      : { answer: 'receipt', items: Array.from({ length: items }, () => refused), violations };
  return { ...step(origin.at, 'spoilt', submission, expected), record, sourceId };
}

function step(at: number, shows: Shows, submission: Submission, expected: Expected): Step {
  const { source, sourceId } = submission;
  return {
    at: new Date(at),
    source,
    topic: topics.submissions(source),
    record: recordFor(submission),
    sourceId,
    shows,
    expected,
  };
}

const recordFor = (submission: Submission) =>
  recordOf(submission.sourceId, submission, {
    id: submission.sourceId,
    type: 'submission.v1',
    from: `/call-centre/${submission.source}`,
  });

function showsOf({ wave }: Origin, { submission, outcomes }: Contact): Shows {
  if (wave) return wave.kind;
  if (outcomes.length > 1) return 'twoInOneCall';
  if (outcomes[0] === 'settled') return 'settled';
  return submission.channel === 'regulator' ? 'appeal' : 'complaint';
}

const after = (from: number, [least, most]: readonly [number, number], part: number) =>
  Math.ceil(from + (least + part * (most - least)) * 3_600_000);
