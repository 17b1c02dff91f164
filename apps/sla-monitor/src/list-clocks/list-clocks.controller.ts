import { Instant, ScopeName } from '@cc/contracts';
import { Allow, CurrentCaller, scopeWhere, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { explained } from '../explain-clocks/explained-clock.js';
import { WatchedClock } from '../watched-clock.entity.js';
import { Cursor, toCursor } from './place.js';

const State = z.enum(['armed', 'paused', 'met', 'cancelled']);

const Filters = z.strictObject({
  'due-before': Instant.optional(),
  'due-from': Instant.optional(),
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(State).min(1))
    .prefault('armed')
    .describe('one state or several, separated by commas; armed is what still runs'),
  missed: z.stringbool().optional().describe('true or false'),
  division: ScopeName.optional(),
  unit: ScopeName.optional(),
  basis: z.string().max(100).optional(),
  rule: z.string().max(100).optional(),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
type Filters = z.output<typeof Filters>;

/** What is due, across tickets, the earliest first: for headquarters and for whoever leads a division. */
@Controller('clocks')
export class ListClocksController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Allow({ roles: ['dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'unit' })
  async list(@Query(zodBody(Filters)) filters: Filters, @CurrentCaller() caller: Caller) {
    const { limit } = filters;
    const found = await this.page(filters, caller);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      clocks: page.map(explained),
      next: last?.dueAt ? toCursor([last.dueAt.toISOString(), last.complaintId, last.clockId]) : null,
    };
  }

  /** One row more than asked for says whether there is a next page. */
  private async page(filters: Filters, caller: Caller): Promise<WatchedClock[]> {
    const scope = scopeWhere(caller, 'c');
    const parameters: unknown[] = [...scope.params];
    const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
    const conditions = [scope.sql, 'c.due_at is not null', `c.state = any(${value(filters.state)})`];

    if (filters['due-before']) conditions.push(`c.due_at < ${value(filters['due-before'])}`);
    if (filters['due-from']) conditions.push(`c.due_at >= ${value(filters['due-from'])}`);
    if (filters.missed !== undefined) conditions.push(`(c.missed_at is not null) = ${value(filters.missed)}`);
    if (filters.division) conditions.push(`c.division = ${value(filters.division)}`);
    if (filters.unit) conditions.push(`c.unit = ${value(filters.unit)}`);
    if (filters.basis) conditions.push(`c.basis ->> 'id' = ${value(filters.basis)}`);
    if (filters.rule) conditions.push(`c.rule = ${value(filters.rule)}`);
    if (filters.after) {
      const [dueAt, complaintId, clockId] = filters.after;
      conditions.push(
        `(c.due_at, c.complaint_id, c.clock_id) > ` +
          `(${value(dueAt)}::timestamptz, ${value(complaintId)}::uuid, ${value(clockId)})`,
      );
    }
    return this.dataSource.query<WatchedClock[]>(
      `select ${this.columns()} from clocks c where ${conditions.join(' and ')}
        order by c.due_at, c.complaint_id, c.clock_id limit ${value(filters.limit + 1)}`,
      parameters,
    );
  }

  private columns(): string {
    const { columns } = this.dataSource.getMetadata(WatchedClock);
    return columns.map(({ databaseName, propertyName }) => `c.${databaseName} as "${propertyName}"`).join(', ');
  }
}
