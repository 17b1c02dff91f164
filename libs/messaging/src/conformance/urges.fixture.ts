import {
  deriveId,
  RequestAnswered,
  UrgeRequested,
  type ComplaintId,
  type EventDefinition,
  type RequestId,
  type ServiceName,
} from '@cc/contracts';
import { Unprocessable, type Fact, type HandlerContext, type Received } from '../handling/handler.js';
import type { Messaging } from '../messaging.js';
import { after } from '../outbox/after.js';
import { Outgoing } from '../outbox/outgoing.js';

/*
 * The traffic of every case: intake publishes urges, numbered in each stream; routing answers each; sla-monitor reads the
 * answers. Both note what they apply in their table `applied`.
 */

const NOW = new Date('2026-11-24T04:00:00Z');

export type BeforeHandling = (events: Received<EventDefinition>[]) => Promise<void> | void;

/** A work action that holds this is never applied; any other holds the number it is noted under. */
export const POISON = 'poison';

/** The number of an urge in its stream. */
export function numberOf(event: Received<EventDefinition>): number {
  return (event as Received<typeof UrgeRequested>).data.submission.item;
}

/** Publishes urges of one stream in one transaction. */
export async function publishUrges(
  { unitOfWork }: Messaging,
  complaintId: ComplaintId,
  first: number,
  count: number,
): Promise<void> {
  const urges = Array.from({ length: count }, (_, i) => urge(complaintId, first + i));
  await unitOfWork.run([complaintId], async ({ publish }) => {
    (publish as HandlerContext<'intake'>['publish'])(UrgeRequested, urges);
  });
}

/** The first urge of each stream, as intake would write it into its outbox. */
export function firstUrges(complaintIds: readonly ComplaintId[]): Outgoing {
  const outgoing = new Outgoing('intake', new Set(complaintIds), NOW);
  outgoing.by<'intake'>('unit-of-work')(
    UrgeRequested,
    complaintIds.map((id) => urge(id, 0)),
  );
  return outgoing;
}

/** The handlers of routing or sla-monitor; intake has none. */
export function subscribe({ registry }: Messaging, service: ServiceName, before: BeforeHandling): void {
  const apply = async (
    events: Received<EventDefinition>[],
    { tx }: HandlerContext<ServiceName>,
    numbers: readonly number[],
  ) => {
    await before(events);
    await tx.query(
      `insert into applied (stream, number, event_id) select * from unnest($1::uuid[], $2::integer[], $3::uuid[])`,
      [events.map(({ key }) => key), numbers, events.map(({ id }) => id)],
    );
  };
  if (service === 'routing') {
    registry.addEvent({
      name: 'AnswerUrge',
      batch: false,
      definition: UrgeRequested,
      handle: async (events, context) => {
        await apply(events, context, events.map(numberOf));
        (context.publish as HandlerContext<'routing'>['publish'])(
          RequestAnswered,
          (events as Received<typeof UrgeRequested>[]).map(answer),
        );
      },
    });
  }
  if (service === 'routing') {
    registry.addEdge({
      name: 'NoteAction',
      edge: 'workActions',
      keysOf: async (records) => records.map(({ key }) => String(key)),
      handle: async (records, { tx }) => {
        if (records.some(({ value }) => String(value) === POISON)) throw new Unprocessable('poison');
        await tx.query(
          `insert into applied (stream, number, event_id)
           select stream, number, gen_random_uuid() from unnest($1::uuid[], $2::integer[]) as r(stream, number)`,
          [records.map(({ key }) => String(key)), records.map(({ value }) => Number(String(value)))],
        );
      },
    });
  }
  if (service === 'sla-monitor') {
    registry.addEvent({
      name: 'ReadAnswer',
      batch: false,
      definition: RequestAnswered,
      handle: (events, context) =>
        apply(
          events,
          context,
          (events as Received<typeof RequestAnswered>[]).map(({ data }) => data.urges),
        ),
    });
  }
}

function urge(complaintId: ComplaintId, number: number): Fact<typeof UrgeRequested> {
  return {
    organisation: 'telecom-group',
    division: '44',
    unit: null,
    cause: { id: deriveId(complaintId, number), traceparent: null },
    data: {
      complaintId,
      requestId: deriveId<RequestId>(complaintId, 'urge', number),
      submission: { source: 'cc-44', sourceId: `S-${number}`, item: number },
      text: null,
      occurredAt: NOW,
      recordedAt: NOW,
    },
  };
}

function answer(urge: Received<typeof UrgeRequested>): Fact<typeof RequestAnswered> {
  return after(urge, {
    complaintId: urge.data.complaintId,
    requestId: urge.data.requestId,
    kind: 'urge' as const,
    result: 'accepted' as const,
    urges: numberOf(urge),
    why: { rule: 'test', basis: 'test', version: '1', source: 'test' },
    recordedAt: urge.data.recordedAt,
  });
}
