import { z } from 'zod';
import type { Scope } from './event.js';
import { instantText } from './instant-text.js';
import { ScopeName } from './values.js';

/** What stands in the headers of a record: CloudEvents 1.0, Kafka binary mode, W3C trace context, our extensions. */
export interface Envelope extends Scope {
  id: string;
  type: string;
  /** The publishing service. */
  source: string;
  time: Date;
  traceparent: string | null;
}

/** Header names on the wire. */
export const HEADER = {
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  specversion: 'ce_specversion',
  time: 'ce_time',
  organisation: 'ce_organisation',
  division: 'ce_division',
  unit: 'ce_unit',
  contentType: 'content-type',
  traceparent: 'traceparent',
  publisher: 'x-publisher',
  position: 'x-position',
} as const;

export type HeaderValues = Record<string, string>;

export function toHeaders(envelope: Envelope): HeaderValues {
  const headers: HeaderValues = {
    [HEADER.id]: envelope.id,
    [HEADER.type]: envelope.type,
    [HEADER.source]: envelope.source,
    [HEADER.specversion]: '1.0',
    [HEADER.time]: instantText(envelope.time),
    [HEADER.organisation]: envelope.organisation,
    [HEADER.division]: envelope.division,
    [HEADER.contentType]: 'application/json',
  };
  if (envelope.unit !== null) headers[HEADER.unit] = envelope.unit;
  if (envelope.traceparent !== null) headers[HEADER.traceparent] = envelope.traceparent;
  return headers;
}

/** The headers of a record that a service of ours sends. */
export const EventHeaders = z.object({
  [HEADER.id]: z.string().min(1).describe('of this event; after a failure a record may come twice, under the same id'),
  [HEADER.type]: z.string().min(1),
  [HEADER.source]: z.string().min(1).describe('the service that sends it'),
  [HEADER.specversion]: z.literal('1.0'),
  [HEADER.time]: z.iso.datetime({ offset: true }),
  [HEADER.organisation]: ScopeName.describe('whose complaint it is'),
  [HEADER.division]: ScopeName.describe('the division concerned'),
  [HEADER.unit]: z.string().optional().describe('the unit concerned, if one is'),
  [HEADER.traceparent]: z.string().optional().describe('W3C Trace Context of the request that began it'),
});

/** Reads the envelope of a record of ours; throws a readable error when a header is missing or wrong. */
export function fromHeaders(headers: HeaderValues): Envelope {
  const read = EventHeaders.safeParse(headers);
  if (!read.success) throw new Error(`not an event of this platform: ${z.prettifyError(read.error)}`);
  const h = read.data;
  return {
    id: h[HEADER.id],
    type: h[HEADER.type],
    source: h[HEADER.source],
    time: new Date(h[HEADER.time]),
    organisation: h[HEADER.organisation],
    division: h[HEADER.division],
    unit: h[HEADER.unit] ?? null,
    traceparent: h[HEADER.traceparent] ?? null,
  };
}
