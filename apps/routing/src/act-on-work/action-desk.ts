import { Injectable } from '@nestjs/common';
import { topics, type WorkActionSubmitted } from '@cc/contracts';
import type { Cause, HandlerContext, Transaction } from '@cc/messaging';
import { KeyedHash, Sealing } from '@cc/service-kit';
import { AnsweredAction, type StoredAnswer } from '../answered-action.entity.js';
import { Rules } from '../rules.js';
import { Step } from '../step.js';
import type { Ticket } from '../ticket.entity.js';
import { Tickets } from '../tickets.js';
import { askedOf } from './asked.js';
import { decideAction, idTaken, outOfReach, type Verdict } from './decide-action.js';
import type { Party } from './party.js';

/** An action and who hands it in. */
export interface HandedIn {
  party: Party;
  submitted: WorkActionSubmitted;
  /** When it reached the platform: by topic when the broker took it, by REST now. */
  handedInAt: Date;
  cause: Cause;
}

/** What became of it; `duplicate` gives the first answer again, to who asks the same again. */
export interface ActionOutcome {
  result: 'done' | 'refused' | 'duplicate';
  first: 'done' | 'refused';
  answer: StoredAnswer;
  /** The trace of the complaint, where it is this party's to act on. */
  traceparent: string | null;
}

type Answered = Omit<ActionOutcome, 'traceparent'>;

interface Tried {
  row: AnsweredAction;
  step: Step | null;
}

/** Where all actions arrive, by topic or by REST. The database decides which of two equal ones was the first. */
@Injectable()
export class ActionDesk {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
    private readonly sealing: Sealing,
    private readonly keyedHash: KeyedHash,
  ) {}

  /** Answers in the order asked. No two of them are about one complaint; their complaints are locked. */
  async act(handedIn: readonly HandedIn[], context: HandlerContext<'routing'>): Promise<ActionOutcome[]> {
    const { tx, now } = context;
    const earlier = await firstAnswers(tx, handedIn);
    const fresh = handedIn.filter((one) => !earlier.has(nameOf(one)));
    const tickets = await this.tickets.load(
      tx,
      fresh.map(({ submitted }) => submitted.complaintId),
    );
    const tried = fresh.map((one) => this.attempt(one, tickets.get(one.submitted.complaintId), now));

    const rows = tried.map(({ row }) => row);
    const inserted = await tx.insertNew(AnsweredAction, rows);
    const first = new Set(inserted.map(placeOf));
    await this.tickets.save(
      tried.filter(({ row }) => first.has(placeOf(row))).flatMap(({ step }) => step ?? []),
      context,
    );
    // Another transaction may have been first in the meantime, or the same id may stand twice in this batch.
    const beaten = fresh.filter(({ party, submitted }) => !first.has(placeOf({ party: party.name, ...submitted })));
    const answers = new Map([
      ...earlier,
      ...(await firstAnswers(tx, beaten)),
      ...inserted.map((row) => [nameOfRow(row), row] as const),
    ]);
    return handedIn.map((one) => {
      const row = answers.get(nameOf(one))!;
      const ticket = tickets.get(one.submitted.complaintId);
      const traceparent = ticket && one.party.reaches(ticket, one.submitted.do.action) ? ticket.traceparent : null;
      const isFirst = first.has(placeOf({ party: one.party.name, ...one.submitted }));
      return { ...(isFirst ? firstTime(row) : this.again(one, row)), traceparent };
    });
  }

  /** The id stands for what was asked first: asked again it gets the first answer, for anything else it is taken. */
  private again({ party, submitted }: HandedIn, row: AnsweredAction): Answered {
    const { result: first, answer, asked } = row;
    const sameWay = isByTopic(row) === isByTopic({ party: party.name, submittedBy: party.submittedBy });
    // A branch's system knows a person by another id than the token does: which of both came first says nothing.
    const again = sameWay ? submitted : { ...submitted, by: { ...submitted.by, id: row.actor } };
    if (asked === null || asked === this.asked(again)) return { result: 'duplicate', first, answer };
    const { result, ...taken } = idTaken(submitted);
    return { result, first: result, answer: taken };
  }

  private asked(submitted: WorkActionSubmitted): string {
    return this.keyedHash.of(askedOf(submitted));
  }

  private attempt(handedIn: HandedIn, ticket: Ticket | undefined, now: Date): Tried {
    const { party, submitted, cause } = handedIn;
    if (!ticket || !party.reaches(ticket, submitted.do.action)) {
      return { row: this.row(handedIn, outOfReach(submitted), null, now), step: null };
    }
    const step = new Step(ticket, { ...cause, traceparent: ticket.traceparent ?? cause.traceparent }, now);
    const seal = (text: object) => this.sealing.seal(text, ticket.complaintId);
    const verdict = decideAction(step, this.rules.of(ticket.organisation), handedIn, seal);
    return { row: this.row(handedIn, verdict, ticket, now), step };
  }

  private row(
    { party, submitted }: HandedIn,
    { result, ...answer }: Verdict,
    ticket: Ticket | null,
    now: Date,
  ): AnsweredAction {
    const {
      actionId,
      complaintId,
      by,
      at,
      do: { action },
    } = submitted;
    return {
      party: party.name,
      actionId,
      complaintId,
      workOrderId: ticket?.workOrderId ?? null,
      organisation: party.organisation,
      division: ticket?.division ?? null,
      unit: ticket?.unit ?? null,
      action,
      asked: this.asked(submitted),
      role: by.role,
      actor: by.id,
      submittedBy: party.submittedBy,
      result,
      answer,
      occurredAt: at,
      answeredAt: now,
    };
  }
}

const isByTopic = ({ party, submittedBy }: Pick<AnsweredAction, 'party' | 'submittedBy'>) =>
  submittedBy === topics.workActions(party);
const nameOf = ({ party, submitted }: HandedIn) => `${party.name} ${submitted.actionId}`;
/** Two complaints in one batch may come with one id of an action. */
const placeOf = ({ party, actionId, complaintId }: Pick<AnsweredAction, 'party' | 'actionId' | 'complaintId'>) =>
  `${party} ${actionId} ${complaintId}`;
const nameOfRow = ({ party, actionId }: AnsweredAction) => `${party} ${actionId}`;

async function firstAnswers(tx: Transaction, handedIn: readonly HandedIn[]): Promise<Map<string, AnsweredAction>> {
  if (handedIn.length === 0) return new Map();
  const found = await tx.manager
    .createQueryBuilder(AnsweredAction, 'a')
    .where('(a.party, a.actionId) in (select * from unnest(:parties::text[], :ids::text[]))', {
      parties: handedIn.map(({ party }) => party.name),
      ids: handedIn.map(({ submitted }) => submitted.actionId),
    })
    .getMany();
  return new Map(found.map((row) => [nameOfRow(row), row]));
}

const firstTime = ({ result, answer }: AnsweredAction): Answered => ({ result, first: result, answer });
