import { Injectable } from '@nestjs/common';
import type { Submission, SubmissionItem, Violation } from '@cc/contracts';
import type { Complaint } from '../complaint.entity.js';
import { businessNumber } from '../normalise/business-number.js';
import { halfWidth } from '../normalise/half-width.js';
import { customerOf, Normaliser, type NewItem } from '../normalise/normaliser.js';
import { toAssess, type ComplaintContent, type Origin } from '../register-complaint/draft-complaint.js';
import { Register } from '../register-complaint/register.js';
import { ComplaintSecrets } from '../register-complaint/secrets.js';
import { Rules } from '../rules.js';
import { asEarlier, decideOutcome, type Decision } from './decide-outcome.js';
import { complaintIdOf, submissionIdOf, type Delivery } from './delivery.js';
import { triedFor, type Earlier, type EarlierContent, type KnownComplaints } from './known-complaints.js';

type ContactItem = Exclude<SubmissionItem, { kind: 'new' }>;

/** An item decided: its decision, the draft of the complaint it becomes, and what was noted in passing. */
export interface DecidedItem {
  place: number;
  kind: SubmissionItem['kind'];
  decision: Decision<Earlier>;
  complaint: Complaint | null;
  /** What the customer said, in clear; for requests. */
  said: string | null;
  notes: Violation[];
}

/** Decides the items of a submission, one after the other: the next may go back to the one before. */
@Injectable()
export class ItemDesk {
  constructor(
    private readonly rules: Rules,
    private readonly normaliser: Normaliser,
    private readonly secrets: ComplaintSecrets,
    private readonly register: Register,
  ) {}

  /** The number hashes that items of this submission may meet earlier complaints by. */
  numberHashes(submission: Submission): string[] {
    const { phone } = customerOf(submission);
    return submission.items.flatMap((item) => {
      if (item.kind !== 'new') return [];
      const number = item.businessNumber === null ? null : businessNumber(item.businessNumber);
      return this.secrets.numberHash({ name: null, phone, businessNumber: number }) ?? [];
    });
  }

  decide(delivery: Delivery, submission: Submission, known: KnownComplaints, now: Date): DecidedItem[] {
    return submission.items.map((item, place) => {
      const origin = originOf(delivery, submission, place, now);
      const decided =
        item.kind === 'new'
          ? this.newComplaint(submission, item, place, origin, known)
          : this.contact(submission, item, place, origin, known);
      const { decision, notes, said } = decided;
      const about = { place, kind: item.kind, decision, notes, said };
      if (!('assessment' in decision)) return { ...about, complaint: null };

      const id = complaintIdOf(origin.source, origin.sourceId, place);
      const complaint = this.register.draft(id, origin, decided.content(), decision);
      known.add(complaint);
      return { ...about, complaint };
    });
  }

  /** A contact about an earlier complaint whose work has ended, as the new complaint it becomes. */
  followUp(
    submission: Submission,
    item: SubmissionItem,
    place: number,
    organisation: string,
    earlier: EarlierContent,
  ): ComplaintContent {
    if (item.kind === 'new') {
      const { notes: _, ...content } = this.normalised(submission, item, place, organisation);
      return content;
    }
    const before = this.secrets.open(earlier);
    const { name, phone } = customerOf(submission);
    const said = item.text === null ? '' : `${halfWidth(item.text).trim()}\n`;
    const problem = `${said}原投诉${earlier.number}：${before.text.problem}`;
    return {
      customer: {
        name: name ?? before.customer.name,
        phone: phone ?? before.customer.phone,
        businessNumber: before.customer.businessNumber,
      },
      text: { problem, demand: before.text.demand },
      category: earlier.category,
      customerLevel: submission.customer.level ?? earlier.customerLevel,
      homeRegion: earlier.homeRegion,
      numberRegion: earlier.numberRegion,
      faultRegion: earlier.faultRegion,
      ...this.normaliser.derived(problem),
      urgency: earlier.urgency,
      massFlag: earlier.massFlag,
      settledOnTheSpot: false,
    };
  }

  private newComplaint(submission: Submission, item: NewItem, place: number, origin: Origin, known: KnownComplaints) {
    const { organisation, submissionId, source } = origin;
    const { notes, ...content } = this.normalised(submission, item, place, organisation);
    const target = item.earlier === null ? null : known.named(organisation, source, item.earlier);
    const onSameNumber = known.onNumber(organisation, this.secrets.numberHash(content.customer), submissionId);
    const decision = decideOutcome<Earlier>(
      {
        kind: 'new',
        organisation,
        place,
        receivedAt: origin.receivedAt,
        settled: item.settled !== null,
        target,
        onSameNumber,
        assessed: () => toAssess(origin, content, onSameNumber.filter(countsAsEarlier).map(asEarlier)),
      },
      this.rules.procedures,
    );
    if (item.earlier !== null && target === null) notes.push(unknownEarlier(place, triedFor(item.earlier)));
    return { decision, content: () => content, notes, said: content.text.problem };
  }

  private contact(submission: Submission, item: ContactItem, place: number, origin: Origin, known: KnownComplaints) {
    const { organisation, source } = origin;
    const target = known.named(organisation, source, item.earlier);
    // Most contacts go to work that goes on: nothing is unsealed for them.
    let followUp: ComplaintContent | undefined;
    const content = () => (followUp ??= this.followUp(submission, item, place, organisation, known.contentOf(target!)));
    const decision = decideOutcome<Earlier>(
      {
        kind: item.kind,
        organisation,
        place,
        receivedAt: origin.receivedAt,
        target,
        tried: triedFor(item.earlier),
        assessed: () => toAssess(origin, content(), [asEarlier(target!)]),
      },
      this.rules.procedures,
    );
    const said = item.text === null ? null : halfWidth(item.text).trim();
    return { decision, content, notes: [], said };
  }

  private normalised(submission: Submission, item: NewItem, place: number, organisation: string) {
    return {
      ...this.normaliser.newComplaint(submission, item, place, this.rules.of(organisation)),
      urgency: item.urgency,
      massFlag: item.massFlag,
      settledOnTheSpot: item.settled !== null,
    };
  }
}

/** What was handed over or waits is nobody's earlier complaint here. */
const countsAsEarlier = ({ outcome }: Earlier) => outcome === 'ticket' || outcome === 'settled';

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
