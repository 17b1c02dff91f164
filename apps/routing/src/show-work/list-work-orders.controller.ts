import { Controller, Get, Query } from '@nestjs/common';
import { ScopeName, Stage } from '@cc/contracts';
import { TimeOfDay } from '@cc/messaging';
import { Allow, CurrentCaller, scopeWhere, zodBody, type Caller } from '@cc/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { AskedExtension, Ticket } from '../ticket.entity.js';
import { Cursor, toCursor } from './cursor.js';
import { shownExtension } from './shown-extension.js';

const OPEN: Stage[] = ['dispatched', 'accepted', 'replied', 'answered'];

const Filters = z.strictObject({
  stage: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Stage).min(1))
    .prefault(OPEN.join(','))
    .describe('one stage or several, separated by commas'),
  division: ScopeName.optional(),
  unit: ScopeName.optional(),
  overdue: z.stringbool().optional().describe('true or false'),
  supervised: z.stringbool().optional().describe('true or false'),
  paused: z.stringbool().optional().describe('true or false'),
  extensionAsked: z
    .stringbool()
    .optional()
    .describe('true: those for which more time was asked and nobody has decided'),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type Row = Pick<
  Ticket,
  'number' | 'division' | 'unit' | 'stage' | 'nature' | 'urgency' | 'fallback' | 'returns' | 'urges' | 'classification'
> & {
  complaint_id: string;
  work_order_id: string;
  dispatch_no: number;
  channel_level: string;
  due_at: Date | null;
  due_text: string | null;
  dispatched_at: Date;
  supervised_clocks: string[];
  paused_for: string | null;
  extension_asked: AskedExtension | null;
};

/** The queue of a division or a unit, the earliest due first. Holds no personal data. */
@Controller('work-orders')
export class ListWorkOrdersController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly timeOfDay: TimeOfDay,
  ) {}

  @Get()
  @Allow({ roles: ['handler', 'dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'unit' })
  async list(@Query(zodBody(Filters)) filters: z.output<typeof Filters>, @CurrentCaller() caller: Caller) {
    const now = this.timeOfDay.now();
    const { sql, parameters } = queueQuery(filters, caller, now);
    const rows = await this.dataSource.query<Row[]>(sql, parameters);
    const page = rows.slice(0, filters.limit);
    const last = rows.length > filters.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => shown(row, now)),
      next: last ? toCursor({ dueAt: last.due_text, complaintId: last.complaint_id }) : null,
    };
  }
}

/** `due_text` keeps the microseconds that a `Date` would drop, so that no row is skipped between two pages. */
function queueQuery({ after, limit, ...filters }: z.output<typeof Filters>, caller: Caller, now: Date) {
  const scope = scopeWhere(caller, 't');
  const parameters: unknown[] = [...scope.params];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const conditions = [scope.sql, `t.stage = any(${value(filters.stage)})`];

  if (filters.division) conditions.push(`t.division = ${value(filters.division)}`);
  if (filters.unit) conditions.push(`t.unit = ${value(filters.unit)}`);
  if (filters.overdue === true) conditions.push(`t.due_at < ${value(now)}`);
  if (filters.overdue === false) conditions.push(`coalesce(t.due_at, 'infinity'::timestamptz) >= ${value(now)}`);
  if (filters.supervised !== undefined) {
    conditions.push(`(jsonb_array_length(t.supervised_clocks) > 0) = ${value(filters.supervised)}`);
  }
  if (filters.paused !== undefined) conditions.push(`(t.paused_at is not null) = ${value(filters.paused)}`);
  if (filters.extensionAsked !== undefined) {
    conditions.push(`t.extension_asked is ${filters.extensionAsked ? 'not null' : 'null'}`);
  }
  if (after) {
    const due = value(after.dueAt ?? 'infinity');
    conditions.push(
      `(coalesce(t.due_at, 'infinity'::timestamptz), t.complaint_id) > (${due}::timestamptz, ${value(after.complaintId)}::uuid)`,
    );
  }
  const sql = `
    select t.complaint_id, t.work_order_id, t.number, t.division, t.unit, t.stage, t.dispatch_no, t.fallback, t.nature,
           t.channel_level, t.urgency, t.classification, t.returns, t.urges, t.supervised_clocks, t.paused_for, t.extension_asked,
           t.dispatched_at, t.due_at, to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due_text
      from tickets t
     where ${conditions.join(' and ')}
     order by coalesce(t.due_at, 'infinity'::timestamptz), t.complaint_id
     limit ${value(limit + 1)}`;
  return { sql, parameters };
}

const shown = (row: Row, now: Date) => ({
  complaintId: row.complaint_id,
  workOrderId: row.work_order_id,
  number: row.number,
  division: row.division,
  unit: row.unit,
  stage: row.stage,
  dispatchNo: row.dispatch_no,
  fallback: row.fallback,
  nature: row.nature,
  channelLevel: row.channel_level,
  urgency: row.urgency,
  category: row.classification.category,
  faultRegion: row.classification.faultRegion,
  returns: row.returns,
  urges: row.urges,
  supervised: row.supervised_clocks.length > 0,
  pausedFor: row.paused_for,
  extensionAsked: shownExtension(row.extension_asked),
  dispatchedAt: row.dispatched_at,
  dueAt: row.due_at,
  overdue: row.due_at !== null && row.due_at < now,
});
