import { Followed } from '../load/followed.js';
import { submitted } from '../load/sender.js';
import type { Schedule } from '../load/schedule.js';
import { spreadOf, type Spread } from '../measure/spread.js';
import { cpuEach, ours, type ByProcess } from '../site/processes.js';
import { untilThrough } from '../site/rest.js';
import type { Site } from '../site/site.js';

/** From when a submission was due to ..., in milliseconds. */
export interface Latencies {
  /** The source has its receipt in hand. */
  receipt: Spread | null;
  /** The branch has the work order in hand. */
  workOrder: Spread | null;
  /** The ticket is counted in the cell of its province, by commit. */
  reportCell: Spread | null;
  /** That its clock is armed is counted, by commit. */
  clockArmed: Spread | null;
  /** That the SMS was handed over is counted, by commit. */
  message: Spread | null;
  /** Everything that it brings about is counted. */
  last: Spread | null;
}

export interface OpenPath {
  tickets: number;
  /** Submissions a second; null where all were due at once. */
  rate: number | null;
  /** From when the first was due to the last that is counted. */
  seconds: number;
  ticketsPerSecond: number;
  /** Processor milliseconds a ticket, by process. */
  cpuMsPerTicket: ByProcess;
  /** All services and PostgreSQL; the broker and the load are apart. */
  cpuMsPerTicketOurs: number;
  /** The load's own. */
  cpuMsPerTicketLoad: number;
  latencyMs: Latencies;
  /** How late the load itself was, in milliseconds. */
  sentLateMs: Spread | null;
}

/** Where each ticket of a leg is, for what is done about it next. */
export interface OpenTickets {
  measured: OpenPath;
  /** The division that has the work, by complaint. */
  divisionOf: ReadonlyMap<string, string>;
  /** Milliseconds from when each was due, in the order of the schedule. */
  afterMs: { workOrder: Float64Array; reportCell: Float64Array };
}

export interface Watching {
  onStart?: (followed: Followed) => void;
  /** Ends the leg before its time. */
  signal?: AbortSignal;
}

const PATIENCE_MS = 5 * 60_000;

/** 受理到派单: submissions come in on schedule, until each has its receipt, work order, clock, SMS and cell. */
export async function openPath(
  site: Site,
  name: string,
  schedule: Schedule,
  watching: Watching = {},
): Promise<OpenTickets> {
  const { complaints, outside, processes, sender, store } = site;
  const prefix = `${name}-`;
  const followed = new Followed(complaints.idOf(prefix), schedule);
  outside.onRecord((record) => followed.onRecord(record));
  watching.onStart?.(followed);
  const inCellsBefore = await store.ticketsInCells();
  const cpuBefore = processes.cpuMs();
  const loadBefore = process.cpuUsage();

  const late = await sender.onSchedule(
    schedule,
    (index, now) => submitted(complaints.next(`${prefix}${index}`, now)),
    watching.signal,
  );
  await untilThrough(site, {
    count: 2 * schedule.count,
    seen: () => followed.receipts + followed.orders,
    what: 'receipts and work orders came',
    patienceMs: PATIENCE_MS,
  });
  const cpuMsPerTicket = cpuEach(cpuBefore, processes.cpuMs(), schedule.count);
  const load = process.cpuUsage(loadBefore);

  const counted = (await store.countedSince(schedule.startsAt)).flatMap((one) => {
    const place = followed.placeOf.get(one.complaintId);
    return place === undefined ? [] : [{ ...one, dueAt: schedule.instantOf(place) }];
  });
  const inCells = (await store.ticketsInCells()) - inCellsBefore;
  mustFit(name, schedule.count, {
    receipts: followed.receipts,
    'work orders': followed.orders,
    'tickets archived': counted.filter(({ ticket }) => ticket !== null).length,
    'tickets in report cells': inCells,
    wrong: followed.wrong,
  });

  const after = (instants: Float64Array) => instants.map((at, place) => at - schedule.instantOf(place));
  const inCell = new Float64Array(schedule.count);
  for (const { complaintId, ticket } of counted) inCell[followed.placeOf.get(complaintId)!] = ticket!;
  const afterMs = { workOrder: after(followed.orderAt), reportCell: after(inCell) };
  const countedAfter = (what: 'clockArmed' | 'message' | 'last') =>
    spreadOf(counted.flatMap((one) => (one[what] === null ? [] : [one[what] - one.dueAt])));
  const lastAt = counted.reduce((most, { last }) => Math.max(most, last), 0);
  const seconds = (lastAt - schedule.startsAt) / 1000;
  return {
    divisionOf: followed.divisionOf,
    afterMs,
    measured: {
      tickets: schedule.count,
      rate: Number.isFinite(schedule.rate) ? schedule.rate : null,
      seconds,
      ticketsPerSecond: schedule.count / seconds,
      cpuMsPerTicket,
      cpuMsPerTicketOurs: ours(cpuMsPerTicket),
      cpuMsPerTicketLoad: (load.user + load.system) / 1000 / schedule.count,
      latencyMs: {
        receipt: spreadOf(after(followed.receiptAt)),
        workOrder: spreadOf(afterMs.workOrder),
        reportCell: spreadOf(afterMs.reportCell),
        clockArmed: countedAfter('clockArmed'),
        message: countedAfter('message'),
        last: countedAfter('last'),
      },
      sentLateMs: spreadOf(late),
    },
  };
}

/** A figure over tickets that are not all there would flatter. */
function mustFit(leg: string, count: number, found: Record<string, number | string[]>): void {
  const { wrong, ...counts } = found as { wrong: string[] } & Record<string, number>;
  const off = Object.entries(counts).filter(([, seen]) => seen !== count);
  if (off.length === 0 && wrong.length === 0) return;
  const said = [...off.map(([what, seen]) => `${seen} ${what}`), ...wrong.slice(0, 5)].join('; ');
  throw new Error(`${leg}: of ${count} submissions there are ${said}`);
}
