import { Controller, Get, Query } from '@nestjs/common';
import type { ChannelLevel, ComplaintId, Nature, Reason, WorkOrderId } from '@cc/contracts';
import { TimeOfDay } from '@cc/messaging';
import { Allow, CurrentCaller, zodBody, type Caller } from '@cc/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Rules } from '../rules.js';
import type { Classification } from '../ticket.entity.js';
import { auditedBy } from './auditing.js';
import { Cursor, toCursor } from './cursor.js';

const Page = z.strictObject({
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface Row {
  complaint_id: ComplaintId;
  work_order_id: WorkOrderId;
  number: string;
  division: string;
  unit: string;
  nature: Nature;
  channel_level: ChannelLevel;
  classification: Classification;
  due_at: Date | null;
  due_text: string | null;
}

/** A slip (回单) that waits for the caller's audit. */
interface WaitingSlip {
  complaintId: ComplaintId;
  workOrderId: WorkOrderId;
  number: string;
  writtenBy: { division: string; unit: string };
  nature: Nature;
  channelLevel: ChannelLevel;
  category: readonly string[];
  dueAt: Date | null;
  overdue: boolean;
  /** The rule that names the auditing division. */
  why: Reason;
}

/** 回单待审核: the slips of other divisions that wait for the caller's audit, the earliest due first. Holds no personal data. */
@Controller('slips')
export class ListSlipsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: Rules,
    private readonly timeOfDay: TimeOfDay,
  ) {}

  @Get()
  @Allow({ roles: ['auditor'], scope: 'division' })
  async list(
    @Query(zodBody(Page)) { after, limit }: z.output<typeof Page>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: WaitingSlip[]; next: string | null }> {
    const divisions = auditedBy(caller, this.rules);
    if (divisions.length === 0) return { items: [], next: null };
    const rows = await this.dataSource.query<Row[]>(SLIPS, [
      caller.organisation,
      divisions,
      after ? (after.dueAt ?? 'infinity') : null,
      after?.complaintId ?? null,
      limit + 1,
    ]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => this.shown(row, caller.organisation)),
      next: last ? toCursor({ dueAt: last.due_text, complaintId: last.complaint_id }) : null,
    };
  }

  private shown(row: Row, organisation: string): WaitingSlip {
    return {
      complaintId: row.complaint_id,
      workOrderId: row.work_order_id,
      number: row.number,
      writtenBy: { division: row.division, unit: row.unit },
      nature: row.nature,
      channelLevel: row.channel_level,
      category: row.classification.category,
      dueAt: row.due_at,
      overdue: row.due_at !== null && row.due_at < this.timeOfDay.now(),
      why: this.rules.of(organisation).organisation.auditorOf(row.division).reason,
    };
  }
}

/** `due_text` keeps the microseconds that a `Date` would drop, so that no row is skipped between two pages. */
const SLIPS = `
  select t.complaint_id, t.work_order_id, t.number, t.division, t.unit, t.nature, t.channel_level, t.classification, t.due_at,
         to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due_text
    from tickets t
   where t.stage = 'replied' and t.organisation = $1 and t.division = any($2)
     and ($3::timestamptz is null or (coalesce(t.due_at, 'infinity'::timestamptz), t.complaint_id) > ($3, $4::uuid))
   order by coalesce(t.due_at, 'infinity'::timestamptz), t.complaint_id
   limit $5`;
