import { ComplaintProgress, RequestAnswered } from '@cc/contracts';
import {
  after,
  Handles,
  Unprocessable,
  type Handler,
  type HandlerContext,
  type Received,
  type Transaction,
} from '@cc/messaging';
import type { Complaint } from '../complaint.entity.js';
import { SeenComplaints } from '../count-complaints/seen-complaints.js';
import { ContactRequest } from '../contact-request.entity.js';
import { followed } from '../follow-ticket/follow-status.js';
import { TicketFollower } from '../follow-ticket/ticket-follower.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { Register } from '../register-complaint/register.js';
import { complaintsById, selectRows } from '../register-complaint/select-complaints.js';
import { bouncedIdOf, BouncedRequests, type Bounced } from './bounced-requests.js';

type Answer = Received<typeof RequestAnswered>;

/** Tells the source what became of its request; one that came too late goes on as a new, linked complaint. */
@Handles(RequestAnswered)
export class SettleRequestOnRequestAnswered implements Handler<typeof RequestAnswered, 'intake'> {
  constructor(
    private readonly follower: TicketFollower,
    private readonly bounced: BouncedRequests,
    private readonly register: Register,
  ) {}

  async keysOf(events: Answer[], tx: Transaction): Promise<string[]> {
    const answered = await this.read(events, tx);
    const goOn = await this.bounced.read(answered.filter(isBounced), tx);
    return [
      ...answered.map(({ request }) => request.sourceId),
      ...events.map(({ data }) => bouncedIdOf(data.requestId)),
      ...SeenComplaints.keysOf(this.bounced.questions(goOn)),
    ];
  }

  async handle(events: Answer[], context: HandlerContext<'intake'>): Promise<void> {
    const { tx, publish } = context;
    const answered = await this.read(events, tx);
    const known = new Set(answered.map(({ event }) => event));
    const unknown = events.find((event) => !known.has(event));
    if (unknown) throw new Unprocessable(`no request ${unknown.data.requestId} of ours is on record`);
    // The first answer counts: a request is answered once.
    const open = answered.filter(({ request }) => request.result === null);
    const bounced = await this.bounced.decide(await this.bounced.read(open.filter(isBounced), tx), context);

    await this.register.save(
      open.flatMap(({ event }) => {
        const became = bounced.get(event.data.requestId);
        return became?.complaint ? [{ ...became, complaint: became.complaint, cause: event }] : [];
      }),
      context,
    );
    await saveAnswers(tx, open, bounced);
    await saveUrges(tx, open);
    publish(
      ComplaintProgress,
      open.map(({ event, request, complaint }) => {
        const became = bounced.get(request.requestId)?.complaint ?? null;
        return after(event, this.news(event, request, complaint, became), scopeOf(request));
      }),
    );
  }

  /** With the requests and what they were about, as far as they are on record. */
  private async read(events: readonly Answer[], tx: Transaction) {
    const requests = new Map((await requestsOf(events, tx)).map((request) => [request.requestId, request]));
    const complaints = await complaintsById(
      tx,
      events.map(({ data }) => data.complaintId),
    );
    return events.flatMap((event) => {
      const request = requests.get(event.data.requestId);
      const complaint = complaints.get(event.data.complaintId);
      return request && complaint ? [{ event, request, complaint }] : [];
    });
  }

  /** Under the id of the submission that held the request, about the complaint it went to or became. */
  private news(
    { data }: Answer,
    { source, sourceId, item }: ContactRequest,
    complaint: Complaint,
    became: Complaint | null,
  ) {
    const { kind, result, recordedAt: at } = data;
    const lost = result === 'bounced' && kind !== 'withdrawal' && became === null;
    const told = this.follower.progress(
      { source, sourceId, item, id: complaint.id, number: complaint.number },
      { progress: lost ? 'notRecorded' : `${kind}${RESULT[result]}`, at, ...(became && { new: became.number }) },
    );
    return became === null ? told : { ...told, complaintId: became.id, number: became.number };
  }
}

const RESULT = { accepted: 'Accepted', refused: 'Refused', bounced: 'Bounced' } as const;

const isBounced = ({ event: { data } }: { event: Answer }) => data.result === 'bounced' && data.kind !== 'withdrawal';

function requestsOf(events: readonly Answer[], tx: Transaction): Promise<ContactRequest[]> {
  const ids = events.map(({ data }) => data.requestId);
  return selectRows(tx, ContactRequest, 'contact_requests c where c.request_id = any($1::uuid[])', [ids]);
}

async function saveAnswers(
  tx: Transaction,
  open: readonly { event: Answer }[],
  bounced: ReadonlyMap<string, Bounced>,
): Promise<void> {
  if (open.length === 0) return;
  const data = open.map(({ event }) => event.data);
  await tx.query(
    `update contact_requests r set result = u.result, answered_at = u.answered_at, became = u.became
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[]) as u(request_id, result, answered_at, became)
     where r.request_id = u.request_id`,
    [
      data.map(({ requestId }) => requestId),
      data.map(({ result }) => result),
      data.map(({ recordedAt }) => recordedAt),
      data.map(({ requestId }) => bounced.get(requestId)?.complaint?.id ?? null),
    ],
  );
}

async function saveUrges(tx: Transaction, open: readonly { event: Answer; complaint: Complaint }[]): Promise<void> {
  const urged = open.filter(({ event: { data } }) => data.kind === 'urge' && data.result === 'accepted');
  if (urged.length === 0) return;
  await tx.query(
    `update complaints c set urges = u.urges from unnest($1::uuid[], $2::integer[]) as u(id, urges) where c.id = u.id`,
    [
      urged.map(({ complaint }) => complaint.id),
      urged.map(({ event: { data }, complaint }) => {
        return followed(complaint, { fact: 'urged', urges: data.urges, recordedAt: data.recordedAt }).urges;
      }),
    ],
  );
}
