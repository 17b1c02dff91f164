import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The W3C trace context of the request that is being answered, for the cause of what it publishes. */
export function currentTraceparent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}
