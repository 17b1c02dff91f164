import { HEADER } from '@cc/contracts';
import {
  context,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Meter,
  type SpanContext,
} from '@opentelemetry/api';
import { headerIn } from '../broker/wire.js';
import type { Gap } from '../consumer/positions.js';
import type { Parked } from '../dead-letters/park.js';
import type { Delivery } from '../handling/delivery.js';

/** More links than this on one span are dropped by most collectors. */
const MAX_LINKS = 128;

/** What messaging tells about itself while it works. Its names are listed in the runbook. */
export class Telemetry {
  private readonly tracer = trace.getTracer('@cc/messaging');
  private readonly batchSize;
  private readonly duplicates;
  private readonly gapsSeen;
  private readonly deadLetters;
  private readonly handlerSeconds;
  private readonly lag;
  private readonly sent;

  constructor(
    private readonly attributes: Attributes,
    meter: Meter = metrics.getMeter('@cc/messaging'),
  ) {
    this.batchSize = meter.createHistogram('complaints_batch_size', {
      description: 'Records applied by one transaction',
      advice: { explicitBucketBoundaries: [1, 2, 5, 10, 25, 50, 100, 250, 500] },
    });
    this.duplicates = meter.createCounter('complaints_duplicates_dropped', {
      description: 'Records dropped because their position was applied before',
    });
    this.gapsSeen = meter.createCounter('complaints_gaps', {
      description: 'Jumps in positions or logs: records were lost; never normal',
    });
    this.deadLetters = meter.createCounter('complaints_dead_letters_parked', {
      description: 'Records parked, those included that wait behind another',
    });
    this.handlerSeconds = meter.createHistogram('complaints_handler_seconds', {
      description: 'Time in one call of a handler',
      unit: 's',
      advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] },
    });
    this.lag = meter.createGauge('complaints_consumer_lag', {
      description: 'Records of a partition that were not applied yet when it was last fetched',
    });
    this.sent = meter.createCounter('complaints_events_sent', { description: 'Events acknowledged by the broker' });
  }

  /** Runs one call of a handler in a span that extends its event's trace, or links the traces of all its events. */
  async handling(handler: string, deliveries: readonly Delivery[], work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    const causes = deliveries.slice(0, MAX_LINKS).flatMap(spanContextOf);
    const [only] = causes;
    const parent = deliveries.length === 1 && only ? trace.setSpanContext(context.active(), only) : context.active();
    const span = this.tracer.startSpan(
      handler,
      {
        kind: SpanKind.CONSUMER,
        attributes: { ...this.attributes, 'messaging.batch.message_count': deliveries.length },
        links: causes.map((cause) => ({ context: cause })),
      },
      parent,
    );
    try {
      await context.with(trace.setSpan(parent, span), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
      this.handlerSeconds.record((performance.now() - began) / 1000, { ...this.attributes, handler });
    }
  }

  applied(records: number, duplicates: number, gaps: readonly Gap[]): void {
    this.batchSize.record(records, this.attributes);
    if (duplicates > 0) this.duplicates.add(duplicates, this.attributes);
    for (const { topic, publisher } of gaps) this.gapsSeen.add(1, { ...this.attributes, topic, publisher });
  }

  /** Records that were deleted from a log before this consumer had applied them. */
  logLost(topic: string): void {
    this.gapsSeen.add(1, { ...this.attributes, topic, publisher: 'unknown' });
  }

  parked(parked: readonly Parked[]): void {
    if (parked.length > 0) this.deadLetters.add(parked.length, this.attributes);
  }

  behind(topic: string, partition: number, records: bigint): void {
    this.lag.record(Number(records), { ...this.attributes, topic, partition });
  }

  acknowledged(events: number): void {
    this.sent.add(events, this.attributes);
  }
}

function spanContextOf({ record }: Delivery): SpanContext[] {
  const parts = headerIn(record, HEADER.traceparent)?.split('-');
  if (parts?.length !== 4) return [];
  const [, traceId, spanId, flags] = parts as [string, string, string, string];
  const traceFlags = parseInt(flags, 16) & TraceFlags.SAMPLED;
  return [{ traceId, spanId, traceFlags, isRemote: true }];
}
