import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { RequestAnswered } from '@cc/contracts';
import { anAnsweredRequest, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { ReconcileOnTick } from './on-tick.js';
import type { Reconciliation } from './reconcile-submissions.js';
import { complaintIdOf, requestIdOf } from '../receive-submission/delivery.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';

/** What must not change by what comes in; `over`: outcomes that no item asked for. */
function faultsOf({ items, outcomes, missing, doubled }: Reconciliation) {
  const sum = Object.values(outcomes).reduce((one, other) => one + other);
  return { over: sum - items, missing, doubled };
}

describe('reconciliation', () => {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const telemetry = new NodeSDK({ metricReaders: [reader], logRecordProcessors: [], spanProcessors: [] });
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    telemetry.start();
    intake = await startForTest(IntakeModule);
  });
  afterAll(async () => {
    await intake.stop();
    await telemetry.shutdown();
  });

  const counts = async () => {
    const { body } = await intake.as({ role: 'operator' }).get('/operator/reconciliation').expect(200);
    return body as Reconciliation;
  };
  const reconciled = (window: object) =>
    intake.as({ role: 'operator' }).get('/operator/reconciliation').query(window).expect(200);
  const submit = (...submissions: object[]) =>
    intake.receivesRaw(
      TOPIC,
      submissions.map((each) => aRecord(each)),
    );

  it('finds every item with one outcome, and sees what is missing or doubled', async () => {
    const two = aSubmission({ items: [aComplaint(), aComplaint({ settled: { done: '已退费' } })] });
    const about = { sourceId: two.sourceId, item: 0 };
    const urge = aSubmission({ items: [{ kind: 'urge', earlier: about }] });
    const more = [
      aSubmission({ items: [{ kind: 'supplement', earlier: about, text: '补充' }] }),
      aSubmission({ items: [{ kind: 'withdraw', earlier: about }] }),
      aSubmission({ items: [{ kind: 'urge', earlier: { number: 'TS1' } }] }),
      aSubmission({ customer: { phone: '1' } }),
    ];
    await submit(two, urge, ...more, two, { ...two, items: [aComplaint()] });
    const complaintId = complaintIdOf('cc-44', two.sourceId, 0);
    const requestId = requestIdOf('cc-44', urge.sourceId, 0);
    await intake.receives(RequestAnswered, anAnsweredRequest({ complaintId, requestId, result: 'bounced', urges: 0 }));

    const found = await counts();

    expect(found).toEqual({
      submissions: 8,
      items: 10,
      outcomes: {
        ticket: 1,
        settled: 1,
        urge: 1,
        supplement: 1,
        withdrawn: 1,
        duplicate: 2,
        handedOver: 0,
        refused: 3,
        waiting: 0,
      },
      bounced: 1,
      missing: 0,
      doubled: 0,
    });
    expect(faultsOf(found)).toEqual({ over: 0, missing: 0, doubled: 0 });

    await intake.query('delete from contact_requests where request_id = $1', [requestId]);
    expect(await counts()).toMatchObject({ missing: 1 });
    await intake.query('update submissions set items = 1 where source_id = $1', [two.sourceId]);
    expect(await counts()).toMatchObject({ doubled: 1 });
  });

  it('counts what was received in a window', async () => {
    const before = intake.time.now();
    await intake.as({ role: 'intake', division: '44' }).post('/submissions').send(aSubmission()).expect(201);

    const { body: all } = await reconciled({ from: before.toISOString() });
    const { body: none } = await reconciled({ from: '2000-01-01T00:00:00Z', before: '2000-01-02T08:00:00+08:00' });

    expect(all.items).toBeGreaterThan(0);
    expect(none).toMatchObject({ submissions: 0, items: 0, missing: 0, doubled: 0 });
  });

  it('is right at every instant while submissions come in', async () => {
    const known = await counts();
    const posts = Array.from({ length: 12 }, () =>
      intake.as({ role: 'intake', division: '44' }).post('/submissions').send(aSubmission()).expect(201),
    );

    const [found] = await Promise.all([Promise.all(Array.from({ length: 12 }, counts)), ...posts]);

    for (const each of found) expect(faultsOf(each)).toEqual(faultsOf(known));
  });

  it('is done by itself, and tells what is missing in the metrics', async () => {
    const submission = aSubmission();
    await submit(submission);
    await intake.query('delete from complaints where source_id = $1', [submission.sourceId]);
    const { missing } = await counts();

    await intake.tick(ReconcileOnTick);

    expect(missing).toBeGreaterThan(0);
    const { resourceMetrics } = await reader.collect();
    const told = resourceMetrics.scopeMetrics
      .flatMap(({ metrics: all }) => all)
      .find(({ descriptor }) => descriptor.name === 'complaints_items_unreconciled')!;
    expect(told.dataPoints).toContainEqual(
      expect.objectContaining({ attributes: { organisation: 'telecom-group', fault: 'missing' }, value: missing }),
    );
  });

  it('is for operators who see the whole organisation', async () => {
    await intake.as({ role: 'viewer' }).get('/operator/reconciliation').expect(403);
    await intake.as({ role: 'operator', division: '44' }).get('/operator/reconciliation').expect(403);
  });
});
