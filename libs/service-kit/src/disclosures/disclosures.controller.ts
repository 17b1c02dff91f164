import { Controller, Get, Query } from '@nestjs/common';
import { ComplaintId, Instant } from '@cc/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Allow } from '../auth/allow.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { scopeWhere } from '../auth/scope.js';
import { pageCursor } from '../http/page-cursor.js';
import { zodBody } from '../http/zod-body.js';
import type { Disclosure } from './disclosure.entity.js';

const { Cursor, toCursor } = pageCursor(z.object({ disclosedAt: z.iso.datetime(), id: z.uuid() }));

const Asked = z
  .strictObject({
    complaint: ComplaintId.optional().describe('who looked at this complaint'),
    subject: z.string().min(1).max(256).optional().describe('at what this person looked: the subject of their token'),
    from: Instant.optional(),
    to: Instant.optional().describe('until before this instant'),
    after: Cursor.optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .superRefine(({ complaint, subject }, context) => {
    if (complaint !== undefined || subject !== undefined) return;
    const params = {
      rule: 'complaint-or-subject',
      zh: '请指明 complaint（查谁看过该投诉）或 subject（查该人看过什么）',
      en: 'name a complaint (who looked at it) or a subject (at what that person looked)',
    };
    context.addIssue({ code: 'custom', path: ['complaint'], params });
  });

type Shown = Pick<
  Disclosure,
  'id' | 'complaintId' | 'division' | 'unit' | 'subject' | 'roles' | 'reason' | 'disclosedAt'
>;

/** Who looked at a customer in this service, when and why, the newest first. */
@Controller('disclosures')
export class DisclosuresController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Allow({ roles: ['auditor'], scope: 'division' })
  async list(
    @Query(zodBody(Asked)) { complaint, subject, from, to, after, limit }: z.output<typeof Asked>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Shown[]; next: string | null }> {
    const scope = scopeWhere(caller, 'd');
    const parameters: unknown[] = [...scope.params];
    const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
    const conditions = [scope.sql];
    if (complaint) conditions.push(`d.complaint_id = ${value(complaint)}`);
    if (subject) conditions.push(`d.subject = ${value(subject)}`);
    if (from) conditions.push(`d.disclosed_at >= ${value(from)}`);
    if (to) conditions.push(`d.disclosed_at < ${value(to)}`);
    if (after) {
      conditions.push(`(d.disclosed_at, d.id) < (${value(after.disclosedAt)}::timestamptz, ${value(after.id)}::uuid)`);
    }
    const rows = await this.dataSource.query<Shown[]>(
      `select d.id, d.complaint_id as "complaintId", d.division, d.unit, d.subject, d.roles, d.reason,
              d.disclosed_at as "disclosedAt"
         from disclosures d
        where ${conditions.join(' and ')}
        order by d.disclosed_at desc, d.id desc
        limit ${value(limit + 1)}`,
      parameters,
    );
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? toCursor({ id: last.id, disclosedAt: last.disclosedAt.toISOString() }) : null };
  }
}
