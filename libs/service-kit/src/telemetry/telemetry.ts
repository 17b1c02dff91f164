import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';

/** Answers /metrics on the service's own port instead of opening another. */
export const prometheus = new PrometheusExporter({ preventServerStart: true });

/** Set once `tracing.ts` has run; its end sends what is not sent yet. */
export const telemetry: { sdk: { shutdown(): Promise<void> } | null } = { sdk: null };
