import { deriveId, type EventId } from '@cc/contracts';
import type { Cause } from '../handling/handler.js';

/** The same cause, handler and place among what they publish give the same id: what is done again is seen to be the same. */
export function derivedEventId(causeId: string, service: string, handler: string, place: number): EventId {
  return deriveId<EventId>(causeId, service, handler, place);
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * W3C trace context of an event: the trace of its cause and a span id of its own, so that one trace id goes from the
 * submission to the report. A cause without a trace starts one.
 */
export function nextTraceparent(cause: Cause, eventId: string): string {
  const spanId = eventId.replaceAll('-', '').slice(0, 16);
  const [, traceId, flags] = TRACEPARENT.exec(cause.traceparent ?? '') ?? [];
  if (traceId && flags) return `00-${traceId}-${spanId}-${flags}`;
  return `00-${deriveId(cause.id, 'trace').replaceAll('-', '')}-${spanId}-01`;
}
