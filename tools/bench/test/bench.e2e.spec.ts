import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { flow } from '@cc/contracts';

const PROCESSES = [...Object.keys(flow), 'postgres', 'kafka'];
const PATIENCE_MS = 240_000;

interface Spread {
  count: number;
  p50: number;
  p99: number;
}
interface Carried {
  seconds: number;
  ticketsPerSecond: number;
  cpuMsPerTicket: number;
}
interface Leg {
  tickets: number;
  ticketsPerSecond: number;
  cpuMsPerTicket: Record<string, number>;
  cpuMsPerTicketOurs: number;
}
interface Result {
  machine: { cores: number; commit: string };
  burst: Leg;
  steady: Leg & { rate: number; latencyMs: Record<string, Spread>; sentLateMs: Spread };
  closing: Leg & { callRecordedMs: Spread; archivedMs: Spread };
  bound: { records: number; rows: number; stock: Carried; codec: Carried };
  peakMb: Record<string, number>;
  starts: { aloneSeconds: Record<string, number>; allSeconds: number };
}

let folder: string;
let printed: string;
let result: Result;

/** What `make bench` does, a hundredth of it; on servers of its own, for it reads the times of their commits. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const { KAFKA_BROKERS: _kafka, DATABASE_URL: _postgres, ...environment } = process.env;
  const program = join(import.meta.dirname, '..', 'dist', 'main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder], {
    env: { ...environment, TICKETS: '50', RATE: '25', SECONDS: '2' },
    timeout: PATIENCE_MS,
  });
  printed = stdout;
  result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as Result;
}, PATIENCE_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('counts the tickets that it sent in every leg, at every stage', () => {
  const { burst, steady, closing } = result;

  expect([burst.tickets, steady.tickets, closing.tickets]).toEqual([50, 50, 50]);
  expect(steady.rate).toBe(25);
  const stages = ['receipt', 'workOrder', 'reportCell', 'clockArmed', 'message', 'last'];
  expect(Object.entries(steady.latencyMs).map(([stage, { count }]) => [stage, count])).toEqual(
    stages.map((stage) => [stage, 50]),
  );
  expect([steady.sentLateMs.count, closing.callRecordedMs.count, closing.archivedMs.count]).toEqual([50, 50, 50]);
});

it('sees what happens in the order in which it happens', () => {
  const { receipt, workOrder, reportCell, clockArmed, last } = result.steady.latencyMs as Record<string, Spread>;

  for (const stage of [receipt, workOrder, reportCell, clockArmed, last]) {
    expect(stage!.p50).toBeGreaterThan(0);
    expect(stage!.p99).toBeGreaterThanOrEqual(stage!.p50);
  }
  expect(clockArmed!.p50).toBeGreaterThanOrEqual(reportCell!.p50);
  expect(last!.p50).toBeGreaterThanOrEqual(clockArmed!.p50);
});

it('has the processor time and the memory of every process', () => {
  for (const leg of [result.burst, result.steady, result.closing]) {
    expect(Object.keys(leg.cpuMsPerTicket)).toEqual(PROCESSES);
    const { kafka, ...ours } = leg.cpuMsPerTicket;
    expect(kafka).toBeGreaterThan(0);
    expect(Object.values(ours).reduce((sum, ms) => sum + ms)).toBeCloseTo(leg.cpuMsPerTicketOurs);
    expect(leg.ticketsPerSecond).toBeGreaterThan(0);
  }
  expect(Object.keys(result.peakMb)).toEqual(PROCESSES);
  expect(Math.min(...Object.values(result.peakMb))).toBeGreaterThan(50);
});

it('sets the bare bound of the open path beside it with each client, without what closing wrote', () => {
  const { bound, burst } = result;
  // 200 to warm up, 50 at once, 50 on schedule: a submission, a receipt, a work order and at least seven facts each.
  expect(bound.records).toBeGreaterThanOrEqual(300 * 10);
  expect(bound.records).toBeLessThan(300 * 20);
  expect(bound.rows).toBeGreaterThan(bound.records);
  for (const { seconds, ticketsPerSecond, cpuMsPerTicket } of [bound.stock, bound.codec]) {
    expect(ticketsPerSecond * seconds).toBeCloseTo(300);
    expect(cpuMsPerTicket).toBeGreaterThan(0);
    expect(cpuMsPerTicket).toBeLessThan(burst.cpuMsPerTicketOurs);
    expect(printed).toContain(` ${cpuMsPerTicket.toFixed(2)} `);
  }
});

it('starts every service again, all at once and alone', () => {
  const { aloneSeconds, allSeconds } = result.starts;

  expect(Object.keys(aloneSeconds)).toEqual(Object.keys(flow));
  expect(Math.min(allSeconds, ...Object.values(aloneSeconds))).toBeGreaterThan(0.2);
});

it('prints what stands in its file', () => {
  const { burst, steady, machine } = result;

  expect(printed).toContain(`| 25 a second |`);
  expect(printed).toContain(`at ${machine.commit}`);
  for (const leg of [burst, steady]) expect(printed).toContain(leg.cpuMsPerTicketOurs.toFixed(2));
  expect(printed).toContain(` ${steady.latencyMs['workOrder']!.p99.toFixed(0)} `);
});
