import { TicketRegistered, WorkDispatched } from '@cc/contracts';
import { aDispatchedTicket, aRegisteredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { WatchDecreesOnTick } from './on-tick.js';

const reader = new PrometheusExporter({ preventServerStart: true });
const telemetry = new NodeSDK({ metricReaders: [reader], logRecordProcessors: [], spanProcessors: [] });

let sla: ServiceUnderTest;
beforeAll(async () => {
  telemetry.start();
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterAll(async () => {
  await sla.stop();
  await telemetry.shutdown();
});

async function points(name: string) {
  await sla.tick(WatchDecreesOnTick);
  const { resourceMetrics } = await reader.collect();
  const all = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics);
  return all.find(({ descriptor }) => descriptor.name === name)!.dataPoints;
}

it('the end of a calendar is told in whole days before it comes', async () => {
  sla.time.set(new Date('2026-12-30T12:00:00+08:00'));

  expect(await points('calendar_ends_days')).toContainEqual(
    expect.objectContaining({ attributes: { calendar: 'china' }, value: 1 }),
  );
});

it('clocks that wait for a decree are counted', async () => {
  const at = new Date('2026-12-31T17:30:00+08:00');
  sla.time.set(at);
  const ticket = aRegisteredTicket({ receivedAt: at, occurredAt: at, recordedAt: at });
  await sla.receives(TicketRegistered, ticket);
  await sla.receives(
    WorkDispatched,
    aDispatchedTicket({ complaintId: ticket.complaintId, occurredAt: at, recordedAt: at }),
  );
  const waiting = await sla.query(
    `select clock_id from clocks where no_due = 'notDecreed' and state = 'notConfigured'`,
  );

  expect(waiting).not.toEqual([]);
  expect(await points('clocks_await_decree')).toMatchObject([{ value: waiting.length }]);
});
