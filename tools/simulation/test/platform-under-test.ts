import type { Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HEADER,
  SUBMISSION_TYPE,
  topics,
  WORK_ACTION_TYPE,
  type RawRecord,
  type ServiceName,
  type SubmissionOnTheWire,
  type WorkAction,
} from '@cc/contracts';
import { headerOf, InMemoryBroker, partitionOf, SetTime, type BrokerRecord, type Place } from '@cc/messaging';
import { oneDatabaseFor, testEnvironment, tokenFor, type TestCaller } from '@cc/testing';
import request from 'supertest';
import { serviceModules, startSimulation, type Simulation } from '../src/index.js';

/** A record as whoever may read its topic sees it. */
export interface Seen {
  id: string;
  type: string;
  key: string;
  publisher: string | undefined;
  division: string | undefined;
  unit: string | undefined;
  data: Record<string, unknown>;
}

type Role = 'handler' | 'dispatcher' | 'auditor' | 'supervisor';

const HEADERS = { ce_source: '/outside', ce_specversion: '1.0', 'content-type': 'application/json' };

/** All services on one clock, met from the outside only: by the topics of the parties, by HTTP, and by the passing of time. */
export class PlatformUnderTest {
  private acted = 0;

  private constructor(
    private readonly simulation: Simulation,
    private readonly broker: InMemoryBroker,
    private readonly dropAll: () => Promise<void>,
  ) {}

  static async start(at: Date): Promise<PlatformUnderTest> {
    const { urls, drop } = await oneDatabaseFor(Object.values(serviceModules));
    const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
    const time = new SetTime(at);
    const broker = new InMemoryBroker(time);
    const simulation = await startSimulation({
      ...{ time, broker },
      environmentOf: (definition) => ({
        ...testEnvironment(definition, urls[definition.service]!),
        CAPTURE_FILE: join(folder, 'captured-messages.jsonl'),
      }),
    });
    return new PlatformUnderTest(simulation, broker, async () => {
      rmSync(folder, { recursive: true });
      await drop();
    });
  }

  /** Time passes until then, and all comes to rest. */
  at(instant: Date): Promise<void> {
    return this.simulation.conductor.until(instant);
  }

  /** Everything that was set going has come to its end; no time passes. */
  async settle(): Promise<void> {
    await this.simulation.conductor.rest();
  }

  get now(): Date {
    return this.simulation.time.now();
  }

  /** A call centre pushes a submission. */
  async submits(submission: SubmissionOnTheWire): Promise<void> {
    const { source, sourceId: key } = submission;
    const headers = { ...HEADERS, ce_id: `submission ${key}`, ce_type: SUBMISSION_TYPE };
    await this.push(topics.submissions(source), key, submission, headers);
  }

  /** A party pushes a record to a topic of its own, as it wrote it. */
  async pushes(topic: string, { key, value, headers }: RawRecord): Promise<void> {
    const written = Object.entries(headers).map(([name, [first]]) => [name, String(first)]);
    await this.push(topic, String(key), JSON.parse(String(value)) as object, Object.fromEntries(written));
  }

  /** The system of a division acts on work; throws what it is answered when that is a refusal. */
  async acts(division: string, complaintId: string, role: Role, action: WorkAction): Promise<void> {
    const actionId = `action-${++this.acted}`;
    const value = { actionId, complaintId, by: { role, id: `${role}-1` }, at: this.now.toISOString(), do: action };
    const headers = { ...HEADERS, ce_id: actionId, ce_type: WORK_ACTION_TYPE };
    await this.push(topics.workActions(division), complaintId, value, headers);
    await this.settle();
    const answer = this.seen(topics.work(division)).find(({ data }) => data['actionId'] === actionId);
    if (answer?.data['result'] !== 'done') throw new Error(`${action.action}: ${JSON.stringify(answer?.data)}`);
  }

  /** A callback agent records what the customer said. */
  async callsBack(complaintId: string, outcome: 'satisfied' | 'unsatisfied' | 'notReached'): Promise<void> {
    const attempt = { attemptId: `call-${++this.acted}`, outcome, at: this.now.toISOString() };
    const path = `/callbacks/${complaintId}/attempts`;
    await this.as('notification', { role: 'callback-agent' }).post(path).send(attempt).expect(200);
  }

  /** A service falls behind: it reads nothing more of a topic until `catchesUp`. */
  fallsBehind(service: ServiceName, topic: string): void {
    this.simulation.broker.reader(service).heldBack.add(topic);
  }

  catchesUp(service: ServiceName, topic: string): void {
    this.simulation.broker.reader(service).heldBack.delete(topic);
  }

  /** Who was told something of this type about a complaint: the topics, in no order. */
  toldOn(type: string, complaintId: string): string[] {
    return this.simulation.topics.filter((topic) =>
      this.seen(topic).some((seen) => seen.type === type && seen.key === complaintId),
    );
  }

  /** What a topic holds; records of one key stand in their order. */
  seen(topic: string): Seen[] {
    return this.broker.records(topic).map(readable);
  }

  /** All that was ever written, place by place: with ids, positions, sealed texts, and the order. */
  written(): string[] {
    const text = ({ topic, partition, offset, key, headers, value }: BrokerRecord & Place) => {
      const named = Object.entries(headers).map(([name, values]) => [name, ...values.map(String)]);
      return JSON.stringify([topic, partition, String(offset), String(key), named, String(value)]);
    };
    return this.simulation.topics.flatMap((topic) =>
      this.broker.records(topic).map((record) => text({ topic, ...record })),
    );
  }

  /** What somebody who may see it is told by a service. */
  async shown<Answer>(service: ServiceName, path: string, role: TestCaller['role']): Promise<Answer> {
    const { body } = await this.as(service, { role }).get(path).expect(200);
    return body as Answer;
  }

  /** What every service has put aside because it could not take it. */
  async deadLetters(): Promise<unknown[]> {
    const all = (Object.keys(serviceModules) as ServiceName[]).map((service) =>
      this.shown<unknown[]>(service, '/operator/dead-letters', 'platform-operator'),
    );
    return (await Promise.all(all)).flat();
  }

  async stop(): Promise<void> {
    await this.simulation.stop();
    await this.dropAll();
  }

  private async push(topic: string, key: string, value: object, headers: Record<string, string>): Promise<void> {
    const partition = partitionOf(key, await this.broker.partitionCount(topic));
    const record = { key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)), headers };
    await this.simulation.broker.send([{ topic, partition, records: [record] }]);
  }

  private as(service: ServiceName, caller: TestCaller) {
    const server = this.simulation.services[service].app.getHttpServer() as Server;
    return request.agent(server).set('authorization', `Bearer ${tokenFor(caller)}`);
  }
}

function readable({ key, value, headers }: BrokerRecord): Seen {
  return {
    id: headerOf(headers, HEADER.id)!,
    type: headerOf(headers, HEADER.type)!,
    key: String(key),
    publisher: headerOf(headers, HEADER.publisher),
    division: headerOf(headers, HEADER.division),
    unit: headerOf(headers, HEADER.unit),
    data: JSON.parse(String(value)) as Record<string, unknown>,
  };
}
