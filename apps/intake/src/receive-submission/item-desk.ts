import { Injectable } from '@nestjs/common';
import type { SealedRequestText, Submission, SubmissionItem, Violation } from '@cc/contracts';
import { provinceOf, type ComplaintToAssess } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';
import type { Question, SeenComplaints } from '../count-complaints/seen-complaints.js';
import { halfWidth } from '../normalise/half-width.js';
import { decidePast, type PastItem } from '../import-past/decide-past.js';
import { customerOf, Normaliser, type NewItem } from '../normalise/normaliser.js';
import { evidenceIn, evidenceOfBoth, furtherTold } from './evidence.js';
import { toAssess, type ComplaintContent, type Origin } from '../register-complaint/draft-complaint.js';
import { Register } from '../register-complaint/register.js';
import { ComplaintSecrets } from '../register-complaint/secrets.js';
import { Rules } from '../rules.js';
import { asEarlier, decideOutcome, isWaiting, meaningOf, type Decision, type ToAssess } from './decide-outcome.js';
import { complaintIdOf, submissionIdOf, type Delivery } from './delivery.js';
import { triedFor, type Earlier, type EarlierContent, type KnownComplaints } from './known-complaints.js';

type ContactItem = Exclude<SubmissionItem, { kind: 'new' | 'past' }>;

/** An item decided: its decision, the draft of the complaint it becomes, and what was noted in passing. */
export interface DecidedItem {
  place: number;
  kind: SubmissionItem['kind'];
  decision: Decision<Earlier>;
  complaint: Complaint | null;
  /** What the customer said, in clear; for requests. */
  said: SealedRequestText | null;
  /** By when the source wants the complaint answered. */
  sourceLimit: Date | null;
  notes: Violation[];
}

/** A submission with who sent it. */
export interface Sent {
  delivery: Delivery;
  submission: Submission;
}

/** Decides the items of a submission, one after the other: the next may go back to the one before. */
@Injectable()
export class ItemDesk {
  /** An item is looked at for its locks and again for its decision. */
  private readonly contents = new WeakMap<NewItem, ComplaintContent & { notes: Violation[] }>();
  private readonly asked = new WeakMap<ComplaintContent, Question>();

  constructor(
    private readonly rules: Rules,
    private readonly normaliser: Normaliser,
    private readonly secrets: ComplaintSecrets,
    private readonly register: Register,
  ) {}

  /** The number hashes that items of this submission may meet earlier complaints by. */
  numberHashes({ delivery, submission }: Sent): string[] {
    return submission.items.flatMap((item, place) => {
      if (item.kind !== 'new') return [];
      return this.contentOf(delivery, submission, item, place).hashes.numberHash ?? [];
    });
  }

  /** What the register is asked about every complaint that the items of a batch may become. */
  questions(batch: readonly Sent[], known: KnownComplaints, now: Date): Question[] {
    const newItems = new Map(
      batch.flatMap(({ delivery, submission }) =>
        submission.items.flatMap((item, place) => {
          if (item.kind !== 'new') return [];
          const content = this.contentOf(delivery, submission, item, place);
          return [[itemOf(submission.source, submission.sourceId, place), content] as const];
        }),
      ),
    );
    return batch.flatMap(({ delivery, submission }) =>
      submission.items.flatMap((item, place) => {
        if (item.kind === 'past') return [];
        const origin = originOf(delivery, submission, place, now);
        const content =
          item.kind === 'new'
            ? newItems.get(itemOf(submission.source, submission.sourceId, place))
            : this.mayBecome(submission, item, place, origin, known, newItems);
        if (!content) return [];
        const question = this.asked.get(content) ?? this.questionOf(toAssess(origin, content, []));
        if (item.kind === 'new') this.asked.set(content, question);
        return [question];
      }),
    );
  }

  questionOf(complaint: ComplaintToAssess): Question {
    return { organisation: complaint.organisation, queries: this.rules.procedures.lookBacks(complaint) };
  }

  decide({ delivery, submission }: Sent, known: KnownComplaints, seen: SeenComplaints, now: Date): DecidedItem[] {
    return submission.items.map((item, place) => {
      const origin = originOf(delivery, submission, place, now);
      if (item.kind === 'past') return this.past(delivery, submission, item, place, origin, seen);
      const decided =
        item.kind === 'new'
          ? this.newComplaint(delivery, submission, item, place, origin, known, seen)
          : this.contact(submission, item, place, origin, known, seen);
      const { decision, said } = decided;
      const notes = [...decided.notes, ...keptWith(decision, place)];
      const about = { place, kind: item.kind, decision, notes, said, sourceLimit: null };
      if ('target' in decision && isWaiting(decision.target)) known.keepWith(decision.target);
      if (!('assessment' in decision)) return { ...about, complaint: null };

      const id = complaintIdOf(origin.source, origin.sourceId, place);
      const content = decided.content();
      const complaint = this.register.draft(id, origin, content, decision);
      known.add(complaint);
      seen.add(complaint);
      return { ...about, complaint, sourceLimit: content.sourceLimit };
    });
  }

  /** A contact about an earlier complaint whose work has ended, as the new complaint it becomes. */
  followUp(
    submission: Submission,
    item: SubmissionItem,
    place: number,
    { organisation, division }: Pick<Origin, 'organisation' | 'division'>,
    earlier: EarlierContent,
  ): ComplaintContent {
    if (item.kind === 'new' || item.kind === 'past') {
      const { notes: _, ...content } = this.normalised(submission, item, place, organisation, division);
      return content;
    }
    const before = this.secrets.open(earlier);
    const { name, phone } = customerOf(submission);
    const said = item.text === null ? '' : `${halfWidth(item.text).trim()}\n`;
    const { done, ...told } = before.text;
    const onTheSpot = done === undefined ? '' : `\n当场处理：${done}`;
    const problem = `${said}原投诉${earlier.number}：${told.problem}${onTheSpot}`;
    const customer = {
      name: name ?? before.customer.name,
      phone: phone ?? before.customer.phone,
      businessNumber: before.customer.businessNumber,
    };
    return {
      customer,
      text: { ...told, problem, ...evidenceOfBoth(evidenceIn(submission, item), told) },
      category: earlier.category,
      customerLevel: submission.customer.level ?? earlier.customerLevel,
      homeRegion: earlier.homeRegion,
      numberRegion: earlier.numberRegion,
      faultRegion: earlier.faultRegion,
      province: provinceOf(this.rules.of(organisation), division, earlier),
      hashes: { ...this.secrets.hashesOf(customer, null), householdHash: earlier.householdHash },
      ...this.normaliser.derived(problem),
      urgency: earlier.urgency,
      massFlag: earlier.massFlag,
      settledOnTheSpot: false,
      sourceLimit: null,
    };
  }

  private past(
    { party }: Delivery,
    submission: Submission,
    item: PastItem,
    place: number,
    received: Origin,
    seen: SeenComplaints,
  ): DecidedItem {
    const decision = decidePast(item, place, submission.occurredAt, party);
    const about = { place, kind: item.kind, decision, said: null, sourceLimit: null };
    if (decision.outcome === 'refused') return { ...about, notes: [], complaint: null };

    const { organisation, source, sourceId } = received;
    const division = item.division ?? received.division;
    const origin = { ...received, division, receivedAt: submission.occurredAt };
    const { notes, ...content } = this.normalised(submission, item, place, organisation, division);
    const complaint = this.register.draftPast(complaintIdOf(source, sourceId, place), origin, content, decision);
    seen.add(complaint);
    return { ...about, notes, complaint };
  }

  private newComplaint(
    delivery: Delivery,
    submission: Submission,
    item: NewItem,
    place: number,
    origin: Origin,
    known: KnownComplaints,
    seen: SeenComplaints,
  ) {
    const { organisation, submissionId, source } = origin;
    const { notes: noted, ...content } = this.contentOf(delivery, submission, item, place);
    const notes = [...noted];
    const target = item.earlier === null ? null : known.named(organisation, source, item.earlier);
    const decision = decideOutcome<Earlier>(
      {
        kind: 'new',
        organisation,
        place,
        channelLevel: origin.channelLevel,
        category: content.category,
        receivedAt: origin.receivedAt,
        settled: item.settled !== null,
        target,
        openOnSameNumber: known.openOnNumber(organisation, content.hashes.numberHash, submissionId),
        openBeside: target === null ? [] : known.openBeside(target, submissionId),
        assessed: () => assessedWith(seen, origin, content, []),
      },
      this.rules.procedures,
    );
    if (item.earlier !== null && target === null) notes.push(unknownEarlier(place, triedFor(item.earlier)));
    return {
      decision,
      content: () => content,
      notes,
      said: { text: content.text.problem, ...evidenceIn(submission, item) },
    };
  }

  private contact(
    submission: Submission,
    item: ContactItem,
    place: number,
    origin: Origin,
    known: KnownComplaints,
    seen: SeenComplaints,
  ) {
    const { organisation, source } = origin;
    const target = known.named(organisation, source, item.earlier);
    // Most contacts go to work that goes on: nothing is unsealed for them.
    let followUp: ComplaintContent | undefined;
    const content = () => (followUp ??= this.followUp(submission, item, place, origin, known.contentOf(target!)));
    const decision = decideOutcome<Earlier>(
      {
        kind: item.kind,
        organisation,
        place,
        channelLevel: origin.channelLevel,
        receivedAt: origin.receivedAt,
        target,
        tried: triedFor(item.earlier),
        openBeside: target === null ? [] : known.openBeside(target, null),
        kept: target === null ? 0 : known.kept(target),
        assessed: () => assessedWith(seen, origin, content(), [asEarlier(target!)]),
      },
      this.rules.procedures,
    );
    return { decision, content, notes: [], said: saidIn(submission, item) };
  }

  /** What a contact goes on as where it is no urge; undefined where it is one, or goes to nothing. */
  private mayBecome(
    submission: Submission,
    item: ContactItem,
    place: number,
    origin: Origin,
    known: KnownComplaints,
    newItems: ReadonlyMap<string, ComplaintContent>,
  ): ComplaintContent | undefined {
    const { organisation, source } = origin;
    const { kind, earlier } = item;
    if (kind === 'withdraw') return undefined;
    const target = known.named(organisation, source, earlier);
    // What its own batch puts on record is not decided yet: it may be settled, and the contact a complaint again.
    if (!target)
      return earlier.sourceId === null ? undefined : newItems.get(itemOf(source, earlier.sourceId, earlier.item));
    const openBeside = known.openBeside(target, null);
    const contact = { ...origin, category: [], wanted: kind, openBeside };
    if (meaningOf(contact, target, this.rules.procedures).value === 'urge') return undefined;
    return this.followUp(submission, item, place, origin, known.contentOf(target));
  }

  private contentOf({ party }: Delivery, submission: Submission, item: NewItem, place: number) {
    const before = this.contents.get(item);
    if (before) return before;
    const content = this.normalised(submission, item, place, party.organisation.id, party.source.division);
    this.contents.set(item, content);
    return content;
  }

  private normalised(
    submission: Submission,
    item: NewItem | PastItem,
    place: number,
    organisation: string,
    division: string,
  ): ComplaintContent & { notes: Violation[] } {
    const rules = this.rules.of(organisation);
    const { household, ...normalised } = this.normaliser.newComplaint(submission, item, place, rules);
    return {
      ...normalised,
      text: { ...normalised.text, ...furtherTold(item), ...evidenceIn(submission, item) },
      province: provinceOf(rules, division, normalised),
      hashes: this.secrets.hashesOf(normalised.customer, household),
      ...(item.kind === 'past'
        ? { urgency: 'normal', massFlag: false, settledOnTheSpot: item.state === 'closed', sourceLimit: null }
        : {
            urgency: item.urgency,
            massFlag: item.massFlag,
            settledOnTheSpot: item.settled !== null,
            sourceLimit: item.answerBy,
          }),
    };
  }
}

/** What the customer said of an earlier complaint, and what came with it; null where neither. */
export function saidIn(submission: Submission, item: SubmissionItem): SealedRequestText | null {
  const text = item.kind === 'new' || item.kind === 'past' ? item.problem : item.text;
  const evidence = evidenceIn(submission, item);
  if (text === null && Object.keys(evidence).length === 0) return null;
  return { text: text === null ? null : halfWidth(text).trim(), ...evidence };
}

/** The source hears that nobody is at work on it yet. */
function keptWith(decision: Decision<Earlier>, place: number): Violation[] {
  if (!('target' in decision) || !isWaiting(decision.target)) return [];
  return [
    {
      field: `/items/${place}/earlier`,
      value: decision.target.number,
      rule: 'waits-for-a-person',
      detail: {
        zh: '原投诉为待转办的历史投诉；本次诉求已随原投诉留存，转办时一并交办',
        en: 'that complaint of the past waits until somebody takes it up; this is kept with it and handed on then',
      },
    },
  ];
}

const itemOf = (source: string, sourceId: string, item: number) => `${source} ${sourceId} ${item}`;

export function assessedWith(
  seen: SeenComplaints,
  origin: Origin,
  content: ComplaintContent,
  earlier: ComplaintToAssess['earlier'],
): ToAssess {
  const { organisation, submissionId } = origin;
  const complaint = toAssess(origin, content, earlier);
  return { complaint, register: (query) => seen.answer(organisation, submissionId, query) };
}

function originOf({ party, receivedAt }: Delivery, submission: Submission, item: number, recordedAt: Date): Origin {
  const { source, sourceId, channel, occurredAt } = submission;
  return {
    organisation: party.organisation.id,
    division: party.source.division,
    submissionId: submissionIdOf(source, sourceId),
    source,
    sourceId,
    item,
    channel,
    channelLevel: submission.channelLevel ?? party.source.channelLevel,
    occurredAt,
    receivedAt,
    recordedAt,
  };
}

function unknownEarlier(place: number, tried: string): Violation {
  return {
    field: `/items/${place}/earlier`,
    value: tried,
    rule: 'unknown-complaint',
    detail: {
      zh: `没有找到原投诉（已按 ${tried} 查找），已作为新投诉登记`,
      en: `no such complaint is on record (looked for ${tried}); recorded without the link`,
    },
  };
}
