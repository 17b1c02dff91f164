import type { Division } from '@cc/procedures';
import type { Caller } from '@cc/service-kit';

/** 统计时段: of what is counted by day. */
export const PERIODS = ['today', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

export const FIGURES = ['recorded', 'closed', 'open', 'late', 'abnormal'] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = Record<Figure, number>;

/** A division with what is counted there; null where the caller may not see it. */
export interface Line extends Pick<Division, 'id' | 'kind' | 'name'> {
  figures: Figures | null;
}

/** Something that is wrong with an open ticket. */
export interface ConcernShown {
  kind: 'late' | 'abnormal';
  name: { zh?: string; en?: string; kind?: string };
  /** When the clock was due that was missed, or is that runs out next. */
  dueAt: string | null;
  /** What the clock is called that runs out next. */
  nextClock: { zh: string; en: string } | null;
  why: object;
}

export interface ConcernedTicket {
  complaintId: string;
  number: string;
  division: string;
  unit: string | null;
  class: string;
  recordedAt: Date;
  concerns: ConcernShown[];
}

/** 群体投诉 that stands: to be checked, or found true. */
export interface StandingCase {
  caseId: string;
  division: string;
  confirmed: boolean;
  name: { zh: string; en: string };
  area: Record<string, unknown>;
  size: number;
  found: number;
  why: object;
  openedAt: Date;
}

/** What of the recorded was imported as history, and how much of that waits. */
export interface ImportedPast {
  imported: number;
  waiting: number;
}

export interface Overview {
  lines: Line[];
  total: Figures;
  past: ImportedPast;
  /** The most pressing of them: due longest ago, then due next, then those without a clock that runs. */
  concerned: ConcernedTicket[];
  concernedInAll: number;
  /** The newest of them. */
  cases: StandingCase[];
  casesInAll: number;
}

export const NOTHING: Figures = { recorded: 0, closed: 0, open: 0, late: 0, abnormal: 0 };

/** A line for each division, also where nothing happened; the total is of what the caller sees. */
export function linesOf(
  divisions: readonly Division[],
  seen: Caller['divisions'],
  counted: ReadonlyMap<string, Partial<Figures>>,
): Pick<Overview, 'lines' | 'total'> {
  const lines = divisions.map(({ id, kind, name }) => ({
    id,
    kind,
    name,
    figures: seen === '*' || seen.includes(id) ? { ...NOTHING, ...counted.get(id) } : null,
  }));
  const total = { ...NOTHING };
  for (const { figures } of lines) if (figures) for (const figure of FIGURES) total[figure] += figures[figure];
  return { lines: lines.toSorted(byKindAndCode), total };
}

const KINDS: Division['kind'][] = ['province', 'group', 'centre', 'professional'];
const byKindAndCode = (a: Line, b: Line) =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.id.localeCompare(b.id, 'en');

/** The first day of a period that ends with `today`, both as days of the organisation. */
export function firstDay(period: Period, today: string): string {
  if (period === 'all') return '0001-01-01';
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - { today: 0, week: 6, month: 29 }[period]);
  return day.toISOString().slice(0, 10);
}
