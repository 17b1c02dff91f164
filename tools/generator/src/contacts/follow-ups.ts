import type { Outcome } from '@cc/contracts';
import { randomFor } from '../random.js';
import { writtenAt } from '../record.js';
import type { FollowUpShare } from '../shares.js';
import type { Shows } from '../step.js';
import { supplementText, tellAgain, urgeText, withdrawalText } from '../texts/compose.js';
import type { Contact, Contacts, NewItem, Origin, Submission } from './contact.js';

/** Something that a contact leads to. */
export type FollowUpKind = Extract<
  Shows,
  | 'urge'
  | 'sameAgain'
  | 'supplement'
  | 'withdraw'
  | 'repeat'
  | 'lateRepeat'
  | 'appeal'
  | 'duplicate'
  | 'conflict'
  | 'urgeOfNothing'
>;

export interface FollowUp {
  at: number;
  kind: FollowUpKind;
  /** Of its kind, from 0. */
  nth: number;
}

/** What follows, as it is submitted: under which id, and what can become of each item. */
export interface FollowUpSubmission {
  submission: Submission;
  outcomes: readonly (readonly Outcome[])[];
  /** `field rule` of what is refused for what it says. */
  violations: readonly string[];
}

const HOUR = 3_600_000;

/** Which of a matter's customers come back, whatever else there is: the order in which they are drawn. */
const ABOUT_THE_MATTER = ['urge', 'sameAgain', 'supplement', 'withdraw', 'repeat', 'lateRepeat', 'appeal'] as const;
const ABOUT_THE_RECORD = ['duplicate', 'conflict', 'urgeOfNothing'] as const;

/** What follows from a contact; nothing of the matter after the customer has withdrawn it. */
export function followUpsOf(contacts: Contacts, origin: Origin, { submission, outcomes }: Contact): FollowUp[] {
  const settled = outcomes[0] === 'settled';
  const known = submission.customer !== undefined;
  const of = (kind: FollowUpKind) => {
    const share = contacts.shares[kind];
    const random = randomFor(contacts.seed, kind, origin.name);
    return random.chance(share.share) ? timesOf(origin.at, share, random) : [];
  };
  const follow = (kind: FollowUpKind): FollowUp[] => of(kind).map((at, nth) => ({ at, kind, nth }));

  const matter = ABOUT_THE_MATTER.filter((kind) => fits(kind, settled, known)).flatMap(follow);
  const withdrawnAt = matter.find(({ kind }) => kind === 'withdraw')?.at ?? Infinity;
  return [...matter.filter(({ at }) => at <= withdrawnAt), ...ABOUT_THE_RECORD.flatMap(follow)];
}

/** Who is settled with asks for nothing; who gave no number cannot be known again. */
function fits(kind: FollowUpKind, settled: boolean, known: boolean): boolean {
  if (kind === 'repeat' || kind === 'lateRepeat') return known;
  return !settled && (known || kind === 'supplement' || kind === 'urge' || kind === 'withdraw');
}

function timesOf(
  from: number,
  share: FollowUpShare & { again?: number; most?: number },
  random: ReturnType<typeof randomFor>,
): number[] {
  const [least, most] = share.afterHours;
  const wait = () => Math.ceil((least + random.fraction() * (most - least)) * HOUR);
  const times = [from + wait()];
  while (times.length < (share.most ?? 1) && random.chance(share.again ?? 0)) times.push(times.at(-1)! + wait());
  return times;
}

/** The record of a follow-up. Whether the earlier complaint is open by then, the branches decide. */
export function followUpSubmission(
  contacts: Contacts,
  origin: Origin,
  contact: Contact,
  { at, kind, nth }: FollowUp,
): FollowUpSubmission {
  const { submission: first } = contact;
  const random = randomFor(contacts.seed, `${kind} text`, `${origin.name} ${nth}`);
  const asked = (items: Submission['items'], outcomes: readonly Outcome[], more: Partial<Submission> = {}) => ({
    submission: {
      source: first.source,
      sourceId: `${first.sourceId}-${IDS[kind]}${nth + 1}`,
      occurredAt: writtenAt(at - random.between(1, 8) * 60_000, contacts.offsetMinutes),
      channel: first.channel,
      ...(first.channelLevel === undefined ? {} : { channelLevel: first.channelLevel }),
      ...(first.customer === undefined ? {} : { customer: first.customer }),
      ...more,
      items,
    },
    outcomes: [outcomes],
    violations: [],
  });
  const earlier = { sourceId: first.sourceId };

  switch (kind) {
    case 'urge':
      return asked([{ kind: 'urge', earlier, text: urgeText(random) }], ['urge', 'ticket']);
    case 'supplement':
      return asked([{ kind: 'supplement', earlier, text: supplementText(random) }], ['supplement', 'ticket']);
    case 'withdraw':
      return asked([{ kind: 'withdraw', earlier, text: withdrawalText(random) }], ['withdrawn', 'refused']);
    case 'sameAgain':
      return asked([again(contact, random)], contact.appeals ? ['ticket'] : ['urge', 'ticket']);
    case 'repeat':
    case 'lateRepeat':
      return asked(
        [{ ...again(contact, random), ...(random.chance(0.5) ? { earlier } : {}) }],
        contact.appeals ? ['ticket'] : ['ticket', 'urge'],
      );
    case 'appeal': {
      const { channel, source } = contacts.channels.appeal();
      const answerBy = writtenAt(at + 15 * 24 * HOUR, contacts.offsetMinutes);
      const toTheRegulator = { source: source.id, channel } as const;
      const item = { ...again(contact, random), answerBy };
      const { submission, ...rest } = asked([item], ['ticket'], toTheRegulator);
      const { channelLevel: _, ...passedOn } = submission;
      return { submission: passedOn, ...rest };
    }
    case 'duplicate':
      return { submission: first, outcomes: first.items.map(() => ['duplicate'] as const), violations: [] };
    case 'conflict': {
      const items = first.items.map((item) => ({ ...item, ...tellAgain(random, contact.texts) }) as NewItem);
      return {
        submission: { ...first, items },
        outcomes: items.map(() => ['refused'] as const),
        violations: ['/sourceId conflict'],
      };
    }
    case 'urgeOfNothing': {
      const unknown = random.chance(0.5)
        ? { number: `TS${random.between(10_000_000, 99_999_999)}` }
        : { sourceId: `${first.sourceId}-0` };
      return {
        ...asked([{ kind: 'urge', earlier: unknown, text: urgeText(random) }], ['refused']),
        violations: ['/items/0/earlier unknown-complaint'],
      };
    }
  }
}

const IDS: Record<FollowUpKind, string> = {
  urge: 'u',
  supplement: 's',
  withdraw: 'w',
  sameAgain: 'a',
  repeat: 'r',
  lateRepeat: 'l',
  appeal: 'p',
  duplicate: '',
  conflict: '',
  urgeOfNothing: 'n',
};

/** On the same number and of the same class, in other words. */
function again({ submission, texts }: Contact, random: ReturnType<typeof randomFor>): NewItem {
  const { settled: _, earlier: __, attachments: ___, answerBy: ____, ...first } = submission.items[0] as NewItem;
  return { ...first, ...tellAgain(random, texts) };
}
