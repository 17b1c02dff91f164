import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ComplaintRecorded,
  DeadlineMissed,
  MessageFailed,
  MessageHandedOver,
  TicketAnswered,
  TicketClosed,
  WorkDispatched,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMissedDeadline,
  anAnsweredTicket,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { Timers } from '@cc/service-kit';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { NotificationModule } from '../src/notification.module.js';
import { SendMessagesOnTick } from '../src/send-messages/on-tick.js';
import type { HandOver, MessageProvider, OutgoingMessage } from '../src/send-messages/provider.js';
import { PROVIDER } from '../src/tokens.js';
import { aComplaintOf } from './contact.js';

const PHONE = '+8613800138000';

const reader = new PrometheusExporter({ preventServerStart: true });
const telemetry = new NodeSDK({ metricReaders: [reader], logRecordProcessors: [], spanProcessors: [] });
beforeAll(() => telemetry.start());
afterAll(() => telemetry.shutdown());

describe('messages', () => {
  let notification: ServiceUnderTest;
  const captureFile = join(mkdtempSync(join(tmpdir(), 'capture-')), 'messages.jsonl');

  beforeEach(async () => {
    notification = await startForTest(NotificationModule, { env: { CAPTURE_FILE: captureFile } });
  });
  afterEach(() => notification.stop());

  const captured = () =>
    notification.query<{ recipient: string; text: string }>(
      'select recipient, text from captured_messages order by captured_at, text',
    );

  it('tells the customer the number, once, however often the event arrives', async () => {
    const complaint = aComplaintOf(notification, PHONE);

    await notification.receives(ComplaintRecorded, complaint, { times: 2 });
    await notification.tick(SendMessagesOnTick);
    await notification.tick(SendMessagesOnTick);

    const [message, ...more] = await captured();
    expect(more).toEqual([]);
    expect(message!.text).toContain(complaint.number);
    expect(await notification.published(MessageHandedOver)).toMatchObject([
      { complaintId: complaint.complaintId, template: 'customer-recorded', provider: 'capture', channel: 'sms' },
    ]);
  });

  it('keeps no number in clear, neither in the table nor in the file', async () => {
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));
    await notification.tick(SendMessagesOnTick);

    expect((await captured()).map(({ recipient }) => recipient)).toEqual(['138****8000']);
    expect(readFileSync(captureFile, 'utf8')).not.toContain('13800138000');
    const rows = await notification.query('select to_jsonb(m) as row from messages m');
    expect(JSON.stringify(rows)).not.toContain('13800138000');
  });

  it('says nothing to a customer whose complaint was settled on the spot', async () => {
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE, { outcome: 'settled' }));
    await notification.tick(SendMessagesOnTick);

    expect(await captured()).toEqual([]);
  });

  it('writes to the unit that has the work, and to its superior when a clock is missed', async () => {
    const complaint = aComplaintOf(notification, PHONE, { outcome: 'waiting' });
    const scope = { division: '44', unit: '440100' };
    const { complaintId } = complaint;
    await notification.receives(ComplaintRecorded, complaint);

    await notification.receives(WorkDispatched, aDispatchedTicket({ complaintId }), { scope });
    await notification.receives(
      DeadlineMissed,
      aMissedDeadline({ complaintId, effects: [{ effect: 'notify', role: 'supervisor', of: 'superiorUnit' }] }),
      { scope },
    );
    await notification.tick(SendMessagesOnTick);

    const told = await notification.published(MessageHandedOver);
    expect(Object.fromEntries(told.map(({ template, recipient }) => [template, recipient]))).toEqual({
      'unit-work': { role: 'handler', division: '44', unit: '440100' },
      'clock-missed': { role: 'supervisor', division: '44', unit: 'centre' },
    });
    expect(new Set(told.map(({ provider }) => provider))).toEqual(new Set(['desk']));
    expect(await captured()).toEqual([]);
  });

  it('tells of one missed clock once, though the event came again under another id', async () => {
    const complaint = aComplaintOf(notification, PHONE, { outcome: 'waiting' });
    const missed = aMissedDeadline({ complaintId: complaint.complaintId });
    await notification.receives(ComplaintRecorded, complaint);

    await notification.receives(DeadlineMissed, missed);
    await notification.receives(DeadlineMissed, missed);
    await notification.tick(SendMessagesOnTick);

    expect(await notification.published(MessageHandedOver)).toMatchObject([{ template: 'clock-missed' }]);
  });

  it('still tells the customer of the end when the events before it come late', async () => {
    const complaint = aComplaintOf(notification, PHONE);
    const { complaintId } = complaint;
    await notification.receives(ComplaintRecorded, complaint);

    await notification.receives(TicketClosed, aClosedTicket({ complaintId }));
    await notification.receives(TicketAnswered, anAnsweredTicket({ complaintId }));
    await notification.tick(SendMessagesOnTick);

    const told = await notification.published(MessageHandedOver);
    expect(told.map(({ template }) => template).sort()).toEqual([
      'customer-answered',
      'customer-closed',
      'customer-recorded',
    ]);
  });

  it('fails for good, and says why, when the complaint has no number to write to', async () => {
    const complaint = aComplaintOf(notification, null);

    await notification.receives(ComplaintRecorded, complaint);
    await notification.tick(SendMessagesOnTick);

    expect(await notification.published(MessageFailed)).toMatchObject([
      { complaintId: complaint.complaintId, problem: 'no-number', attempts: 1 },
    ]);
    expect(await notification.published(MessageHandedOver)).toEqual([]);
  });
});

/** An SMS centre at the outer edge that is out of order for a while. */
class FaultyCentre implements MessageProvider {
  readonly name = 'faulty';
  readonly tried: string[] = [];
  faults: number;

  constructor(faults: number) {
    this.faults = faults;
  }

  async handOver(messages: readonly OutgoingMessage[]): Promise<HandOver[]> {
    this.tried.push(...messages.map(({ messageId }) => messageId));
    if (this.tried.length <= this.faults) throw new Error('no route to the SMS centre');
    return messages.map(() => ({ result: 'accepted' }));
  }
}

describe('messages while the SMS centre is out of order', () => {
  async function start(faults: number) {
    const centre = new FaultyCentre(faults);
    const notification = await startForTest(NotificationModule, {
      env: { MESSAGE_ATTEMPTS: '3' },
      replace: [{ provide: PROVIDER, useValue: centre }],
    });
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));
    const minutesPass = async (minutes: number) => {
      notification.time.set(new Date(notification.time.now().getTime() + minutes * 60_000));
      await notification.tick(SendMessagesOnTick);
    };
    return { notification, centre, minutesPass };
  }

  it('waits before it tries again, with the same id', async () => {
    const { notification, centre, minutesPass } = await start(1);

    await minutesPass(0);
    await minutesPass(0);
    const triedAtOnce = centre.tried.length;
    await minutesPass(1);

    expect(triedAtOnce).toBe(1);
    expect(centre.tried).toHaveLength(2);
    expect(new Set(centre.tried).size).toBe(1);
    expect(await notification.published(MessageHandedOver)).toHaveLength(1);
    await notification.stop();
  });

  it('tries only those again that the centre could not take', async () => {
    const centre: MessageProvider = {
      name: 'half',
      handOver: async (messages) =>
        messages.map((_, at) =>
          at === 0 ? { result: 'accepted' } : { result: 'unavailable', problem: 'unavailable', detail: 'queue full' },
        ),
    };
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    for (const complaint of [aComplaintOf(notification, PHONE), aComplaintOf(notification, PHONE)]) {
      await notification.receives(ComplaintRecorded, complaint);
    }

    await notification.tick(SendMessagesOnTick);

    expect(await notification.published(MessageHandedOver)).toHaveLength(1);
    expect(await notification.query('select state from messages order by state')).toEqual([
      { state: 'handedOver' },
      { state: 'waiting' },
    ]);
    await notification.stop();
  });

  it('lets no message that cannot be opened hold up the others', async () => {
    const notification = await startForTest(NotificationModule);
    for (const complaint of [aComplaintOf(notification, PHONE), aComplaintOf(notification, PHONE)]) {
      await notification.receives(ComplaintRecorded, complaint);
    }
    await notification.query(
      `update messages set customer = 'lost.key.gone' where message_id = (select min(message_id::text)::uuid from messages)`,
    );

    await notification.tick(SendMessagesOnTick);

    expect(await notification.query('select state, problem is null as fine from messages order by state')).toEqual([
      { state: 'handedOver', fine: true },
      { state: 'waiting', fine: false },
    ]);
    await notification.stop();
  });

  it('loses no message while the centre is away for most of a day', async () => {
    const { notification, centre, minutesPass } = await start(5);

    for (const minutes of [0, 1, 10, 60, 20 * 60, 60]) await minutesPass(minutes);

    expect(centre.tried).toHaveLength(6);
    expect(await notification.published(MessageFailed)).toEqual([]);
    expect(await notification.published(MessageHandedOver)).toHaveLength(1);
    await notification.stop();
  });

  it('gives up no message of a day that it has hardly tried', async () => {
    const { notification, minutesPass } = await start(2);

    for (const minutes of [48 * 60, 1, 1]) await minutesPass(minutes);

    expect(await notification.published(MessageFailed)).toEqual([]);
    expect(await notification.published(MessageHandedOver)).toHaveLength(1);
    await notification.stop();
  });

  it('gives up after a day, and after the attempts allowed, and says what was wrong', async () => {
    const { notification, minutesPass } = await start(99);

    for (const minutes of [0, 1, 24 * 60, 60]) await minutesPass(minutes);

    expect(await notification.published(MessageFailed)).toMatchObject([
      { attempts: 3, problem: 'unavailable', provider: 'faulty' },
    ]);
    await notification.stop();
  });

  it('gives up at once on a message that was tried more often than is allowed by now', async () => {
    const { notification, minutesPass } = await start(99);
    await notification.query(`update messages set attempts = 50, created_at = created_at - interval '1 day'`);

    await minutesPass(0);

    expect(await notification.published(MessageFailed)).toMatchObject([{ attempts: 51 }]);
    await notification.stop();
  });

  it('stops when the service does, though the centre hangs, and begins no other batch', async () => {
    const { called, calls, centre } = aHangingCentre();
    const notification = await startForTest(NotificationModule, {
      env: { MESSAGE_ATTEMPTS: '1' },
      replace: [{ provide: PROVIDER, useValue: centre }],
    });
    await notification.receives(
      ComplaintRecorded,
      Array.from({ length: 201 }, () => aComplaintOf(notification, PHONE)),
    );
    notification.time.set(new Date(notification.time.now().getTime() + 48 * 3_600_000));

    const hangs = notification.tick(SendMessagesOnTick);
    await called;
    await notification.get(Timers).stop();
    await hangs;

    expect(calls()).toBe(1);
    expect(await notification.query('select distinct state from messages')).toEqual([{ state: 'waiting' }]);
    await notification.stop();
  });

  it('lets no message to a desk wait for the centre', async () => {
    const { called, answer, centre } = aSlowCentre();
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    const complaint = aComplaintOf(notification, PHONE);
    await notification.receives(ComplaintRecorded, complaint);
    await notification.receives(WorkDispatched, aDispatchedTicket({ complaintId: complaint.complaintId }));

    const slow = notification.tick(SendMessagesOnTick);
    await called;
    const meanwhile = await notification.published(MessageHandedOver);
    answer();
    await slow;

    expect(meanwhile).toMatchObject([{ template: 'unit-work', provider: 'desk' }]);
    expect(await notification.published(MessageHandedOver)).toHaveLength(2);
    await notification.stop();
  });

  it('says once that a message was handed over, though a slow hand-over outlasted its claim', async () => {
    const { called, answer, centre } = aSlowCentre();
    const notification = await startForTest(NotificationModule, {
      replace: [{ provide: PROVIDER, useValue: centre }],
    });
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

    const slow = notification.tick(SendMessagesOnTick);
    await called;
    notification.time.set(new Date(notification.time.now().getTime() + 5 * 60_000));
    await notification.tick(SendMessagesOnTick);
    answer();
    await slow;

    expect(await notification.published(MessageHandedOver)).toHaveLength(1);
    expect(await notification.query('select state from messages')).toEqual([{ state: 'handedOver' }]);
    await notification.stop();
  });

  it('leaves a message to the worker that hands it over, though that takes a minute', async () => {
    const { called, answer, calls, centre } = aSlowCentre();
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

    const slow = notification.tick(SendMessagesOnTick);
    await called;
    notification.time.set(new Date(notification.time.now().getTime() + 60_000));
    await notification.tick(SendMessagesOnTick);
    answer();
    await slow;

    expect(calls()).toBe(1);
    await notification.stop();
  });

  it('claims each batch from its own moment, however long the tick has been at work', async () => {
    const handedOver: string[] = [];
    const others: Promise<void>[] = [];
    const centre: MessageProvider = {
      name: 'slow at first',
      async handOver(messages) {
        const isFirst = handedOver.length === 0;
        handedOver.push(...messages.map(({ messageId }) => messageId));
        if (isFirst) notification.time.set(new Date(notification.time.now().getTime() + 10 * 60_000));
        else if (others.length === 0) {
          others.push(notification.tick(SendMessagesOnTick));
          await others[0];
        }
        return messages.map(() => ({ result: 'accepted' }));
      },
    };
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    await notification.receives(
      ComplaintRecorded,
      Array.from({ length: 201 }, () => aComplaintOf(notification, PHONE)),
    );

    await notification.tick(SendMessagesOnTick);

    expect(others).toHaveLength(1);
    expect(handedOver).toHaveLength(201);
    await notification.stop();
  });

  it('keeps what a provider quotes of the customer out of the journal and out of its own table', async () => {
    const centre: MessageProvider = {
      name: 'talkative',
      handOver: async (messages) =>
        messages.map(({ recipient }) => ({
          result: 'refused',
          problem: 'refused',
          detail: `no subscriber ${recipient} of 王小明`,
        })),
    };
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

    await notification.tick(SendMessagesOnTick);

    expect(await notification.published(MessageFailed)).toMatchObject([{ problem: 'refused' }]);
    expect(await notification.query('select problem from messages')).toEqual([
      { problem: 'refused: no subscriber … of …' },
    ]);
    await notification.stop();
  });

  it('counts what is given up, by its problem, and not what is tried again', async () => {
    const centre: MessageProvider = {
      name: 'two-minded',
      handOver: async (messages) =>
        messages.map((_, at) =>
          at === 0 ? { result: 'refused', problem: 'refused' } : { result: 'unavailable', problem: 'unavailable' },
        ),
    };
    const notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
    const givenUp = async () => {
      const { resourceMetrics } = await reader.collect();
      const all = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics);
      const points = all.find(({ descriptor }) => descriptor.name === 'messages_failed')?.dataPoints ?? [];
      return points.map(({ attributes, value }) => ({ ...attributes, value: Number(value) }));
    };
    const of = (points: Awaited<ReturnType<typeof givenUp>>, problem: string) =>
      points.find((point) => 'problem' in point && point.problem === problem)?.value ?? 0;
    const before = await givenUp();
    await notification.receives(ComplaintRecorded, [
      aComplaintOf(notification, PHONE),
      aComplaintOf(notification, PHONE),
    ]);

    await notification.tick(SendMessagesOnTick);

    const after = await givenUp();
    expect(of(after, 'refused') - of(before, 'refused')).toBe(1);
    expect(of(after, 'unavailable') - of(before, 'unavailable')).toBe(0);
    await notification.stop();
  });
});

/** An SMS centre that never answers; whoever waits for it leaves when the service stops. */
function aHangingCentre() {
  const called = Promise.withResolvers<void>();
  let calls = 0;
  const centre: MessageProvider = {
    name: 'hanging',
    async handOver(messages, _now, signal) {
      calls++;
      const aborted = once(signal, 'abort');
      called.resolve();
      await aborted;
      return messages.map(() => ({ result: 'unavailable', problem: 'unavailable' }));
    },
  };
  return { centre, called: called.promise, calls: () => calls };
}

/** An SMS centre whose first answer comes when the test says so; it answers at once from then on. */
function aSlowCentre() {
  const called = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<HandOver[]>();
  let calls = 0;
  const centre: MessageProvider = {
    name: 'slow',
    async handOver() {
      called.resolve();
      return ++calls === 1 ? answered.promise : [{ result: 'accepted' }];
    },
  };
  return {
    centre,
    called: called.promise,
    calls: () => calls,
    answer: () => answered.resolve([{ result: 'accepted' }]),
  };
}
