import type { Bound } from '../bound/bound.js';
import type { ClosingPath } from '../legs/closing-path.js';
import type { Latencies, OpenPath } from '../legs/open-path.js';
import type { Starts } from '../legs/starts.js';
import type { Spread } from '../measure/spread.js';
import type { ByProcess } from '../site/processes.js';
import type { Machine } from '../site/machine.js';
import { table } from './table.js';

export function machineInWords({ at, commit, cores, processor, memoryGb, node, loadBefore }: Machine): string {
  return (
    `Measured ${at.slice(0, 16).replace('T', ' ')} UTC at ${commit}: ${cores} cores (${processor}), ${memoryGb} GiB, ` +
    `Node ${node.slice(1)}, load ${loadBefore.toFixed(1)} before. Kafka, PostgreSQL (fsync=off), all services and the ` +
    `load on one machine.`
  );
}

/** What the machine takes at most, and what a ticket costs. */
export function costTable(legs: readonly (readonly [name: string, leg: CostOf])[]): string {
  const figures = (of: (leg: CostOf) => string) => legs.map(([, leg]) => of(leg));
  const names = Object.keys(legs[0]![1].cpuMsPerTicket);
  return table(
    ['', ...legs.map(([name]) => name)],
    [
      ['tickets', ...figures(({ tickets }) => String(tickets))],
      ['seconds', ...figures(({ seconds }) => seconds.toFixed(1))],
      ['tickets a second', ...figures(({ ticketsPerSecond }) => ticketsPerSecond.toFixed(0))],
      ['CPU ms a ticket, services and PostgreSQL', ...figures((leg) => leg.cpuMsPerTicketOurs.toFixed(2))],
      ...names.map((name) => [
        name === 'kafka' ? 'kafka, apart' : `· ${name}`,
        ...figures(({ cpuMsPerTicket }) => cpuMsPerTicket[name]!.toFixed(2)),
      ]),
      ['the load itself, apart', ...figures(({ cpuMsPerTicketLoad }) => cpuMsPerTicketLoad.toFixed(2))],
    ],
  );
}

export type CostOf = Pick<
  OpenPath,
  'tickets' | 'seconds' | 'ticketsPerSecond' | 'cpuMsPerTicket' | 'cpuMsPerTicketOurs' | 'cpuMsPerTicketLoad'
>;

const STAGES: Record<keyof Latencies, string> = {
  receipt: 'receipt in hand',
  workOrder: 'work order in hand',
  reportCell: 'counted in its report cell',
  clockArmed: 'clock armed, counted',
  message: 'SMS handed over, counted',
  last: 'all of it counted',
};

/** From when a submission was due. */
export function latencyTable({ latencyMs, sentLateMs }: OpenPath): string {
  return table(
    ['ms from the scheduled instant', 'tickets', 'p50', 'p90', 'p99', 'most'],
    [
      ...Object.entries(STAGES).map(([stage, name]) => spreadRow(name, latencyMs[stage as keyof Latencies])),
      spreadRow('sent, by the load', sentLateMs),
    ],
  );
}

export function closingTable({ callRecordedMs, archivedMs }: ClosingPath): string {
  return table(
    ['ms', 'calls', 'p50', 'p90', 'p99', 'most'],
    [spreadRow('a call is recorded, by REST', callRecordedMs), spreadRow('from the call to archived', archivedMs)],
  );
}

export function spreadRow(name: string, spread: Spread | null): string[] {
  if (spread === null) return [name, '0', '-', '-', '-', '-'];
  const { count, p50, p90, p99, most } = spread;
  return [name, String(count), ...[p50, p90, p99, most].map((ms) => ms.toFixed(0))];
}

/** What each process held at most, and how long the services take to start. */
export function processTable(peakMb: ByProcess, starts: Starts | null): string {
  const alone = starts === null ? {} : (starts.aloneSeconds as ByProcess);
  const rows = table(
    ['', 'most MB', ...(starts ? ['seconds until ready, alone'] : [])],
    Object.entries(peakMb).map(([name, mb]) => [
      name,
      mb.toFixed(0),
      ...(starts ? [alone[name]?.toFixed(1) ?? '-'] : []),
    ]),
  );
  return starts === null ? rows : `${rows}\n\nAll services at once are ready after ${starts.allSeconds.toFixed(1)} s.`;
}

/** How near the open path comes to what the same bytes and rows cost without us, with each client. */
export function boundInWords(open: OpenPath, bound: Bound): string {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  const { stock, codec } = bound;
  const rows = table(
    ['', 'open path', 'bare bound, stock client', 'share', 'bare bound, our record codec', 'share'],
    [
      [
        'tickets a second',
        open.ticketsPerSecond.toFixed(0),
        ...[stock, codec].flatMap(({ ticketsPerSecond }) => [
          ticketsPerSecond.toFixed(0),
          share(open.ticketsPerSecond, ticketsPerSecond),
        ]),
      ],
      [
        'CPU ms a ticket',
        open.cpuMsPerTicketOurs.toFixed(2),
        ...[stock, codec].flatMap(({ cpuMsPerTicket }) => [
          cpuMsPerTicket.toFixed(2),
          share(cpuMsPerTicket, open.cpuMsPerTicketOurs),
        ]),
      ],
    ],
  );
  return (
    `${rows}\n\nThe bare bound: the same ${bound.records} records by the bare client and the same ${bound.rows} rows by ` +
    `bare multi-row statements, in one process, warmed up, without us; once with kafkajs as it comes, once with the ` +
    `record codec of our services in it.`
  );
}
