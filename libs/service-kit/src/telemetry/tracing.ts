// Before all else: the first collections decide how far the heap grows while modules are loaded.
import '../start/bound-the-heap.js';
import { basename, dirname } from 'node:path';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { prometheus, telemetry } from './telemetry.js';

/*
 * The first import of every main.ts, before anything that it measures: an instrument made before the SDK starts counts
 * nothing for ever, and http and pg are patched as they are loaded. An import instead of `node --import`, so that a
 * plain `node dist/main.js` has it too.
 */

/** Gives requests a trace id, which logs and events carry on, although nobody collects the spans. */
const uncollected = { onStart() {}, onEnd() {}, async forceFlush() {}, async shutdown() {} };
const collected = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] !== undefined;

const sdk = new NodeSDK({
  // apps/intake/dist/main.js
  serviceName: process.env['OTEL_SERVICE_NAME'] ?? basename(dirname(dirname(process.argv[1] ?? ''))),
  metricReaders: [prometheus],
  logRecordProcessors: [],
  ...(collected ? {} : { spanProcessors: [uncollected] }),
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: ({ url }) => /^\/(health|metrics)/.test(url ?? ''),
      // People search by a customer's number: no query leaves the platform with a span.
      startIncomingSpanHook: () => ({ 'url.query': undefined }),
    }),
    // Statements without their parameters, which hold data.
    new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
  ],
});
sdk.start();
telemetry.sdk = sdk;
