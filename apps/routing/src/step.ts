import type { ComplaintId, DataOf, PublishedBy, Reason, Scope, Sealed, WorkOrderId } from '@cc/contracts';
import { deriveId } from '@cc/contracts';
import type { Cause, Fact, Publish } from '@cc/messaging';
import type { Decision, DecisionKind } from './decision.entity.js';
import type { DispatchedWork, EndOfWork } from './dispatched-work.entity.js';
import type { ContentKind, SealedContent } from './sealed-content.entity.js';
import type { StoredFact, Ticket } from './ticket.entity.js';
import { storedFact } from './timeline.js';

/** Something this service will say, in the order in which it happened. */
export interface Said {
  type: string;
  fact: Fact<PublishedBy<'routing'>>;
  publish(through: Publish<'routing'>): void;
}

/** What a step notes on a dispatch that began earlier. */
export interface WorkMark {
  complaintId: ComplaintId;
  workOrderId: WorkOrderId;
  acceptedAt: Date | null;
  endedAt: Date | null;
  endedAs: EndOfWork | null;
}

/**
 * What one cause does to one ticket. Decisions write down here how the ticket then stands, why, and what is to be said;
 * nothing is saved or sent before `Tickets.save`, so a decision is tried by looking at its step.
 */
export class Step {
  readonly said: Said[] = [];
  readonly decisions: Decision[] = [];
  readonly contents: SealedContent[] = [];
  /** The dispatch that begins here; its unit gets the work order in clear. Its due times are those of the ticket as the step leaves it. */
  begun: Omit<DispatchedWork, 'due'> | null = null;
  readonly marks: WorkMark[] = [];
  #ticket: Ticket;
  #changed = false;

  constructor(
    ticket: Ticket,
    readonly cause: Cause,
    readonly now: Date,
  ) {
    this.#ticket = ticket;
  }

  get ticket(): Ticket {
    return this.#ticket;
  }

  get changed(): boolean {
    return this.#changed;
  }

  /** Organisation, division and unit that have the work at this moment. */
  get scope(): Scope {
    const { organisation, division, unit } = this.#ticket;
    return { organisation, division, unit };
  }

  change(changes: Partial<Ticket>): void {
    this.#ticket = { ...this.#ticket, ...changes };
    this.#changed = true;
  }

  /** Appends a fact to the timeline that the clocks look at. */
  happened(
    fact: StoredFact['fact'],
    occurredAt: Date,
    more: { [Part in 'reason' | 'byMissOf' | 'set' | 'extension']?: StoredFact[Part] | undefined } = {},
  ): void {
    const stored = {
      ...storedFact(fact, occurredAt, this.now),
      ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
    };
    this.change({ timeline: [...this.#ticket.timeline, stored] });
  }

  say<Definition extends PublishedBy<'routing'>>(
    definition: Definition,
    data: DataOf<Definition>,
    scope: Scope = this.scope,
  ): void {
    this.said.push(saying(definition, { ...scope, cause: this.cause, data }));
  }

  decide(kind: DecisionKind, answer: Record<string, unknown>, { rule, basis, version, source }: Reason): void {
    const { complaintId, workOrderId } = this.#ticket;
    const place = this.decisions.length;
    this.decisions.push({
      decisionId: deriveId('decision', this.cause.id, complaintId, place),
      complaintId,
      workOrderId,
      ...this.scope,
      place,
      kind,
      answer,
      rule,
      basis,
      basisVersion: version,
      source,
      decidedAt: this.now,
    });
  }

  /** The unit has taken the present work order on. */
  workAccepted(): void {
    this.#mark({ acceptedAt: this.now });
  }

  /** The present work order ends here. */
  workEnded(endedAs: EndOfWork): void {
    this.#mark({ endedAt: this.now, endedAs });
  }

  #mark(mark: Partial<WorkMark>): void {
    this.marks.push({
      complaintId: this.#ticket.complaintId,
      workOrderId: this.#ticket.workOrderId,
      acceptedAt: null,
      endedAt: null,
      endedAs: null,
      ...mark,
    });
  }

  /** Under which id it is kept. */
  keep(kind: ContentKind, text: Sealed): string {
    const { complaintId } = this.#ticket;
    const contentId = deriveId('content', this.cause.id, kind);
    this.contents.push({ contentId, complaintId, ...this.scope, kind, customer: null, text, keptAt: this.now });
    return contentId;
  }
}

/** Keeps the definition and its fact together, so that they can wait in one list with others. */
export const saying = <Definition extends PublishedBy<'routing'>>(
  definition: Definition,
  fact: Fact<Definition>,
): Said => ({
  type: definition.type,
  fact: fact as Fact<PublishedBy<'routing'>>,
  publish: (through) => through(definition, [fact]),
});
