import { Allow, CurrentCaller, type Caller } from '@cc/service-kit';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface Reconciliation {
  facts: Record<string, number>;
  registered: number;
  dispatched: number;
  /** Registered, but not dispatched yet. */
  undispatched: number;
  closed: number;
  open: number;
}

/** 对账: nothing is lost between the services; whatever is registered is dispatched, or was not yet. */
@Controller('reports')
export class ReconcileController {
  constructor(private readonly database: DataSource) {}

  @Get('reconciliation')
  @Allow({ roles: ['viewer', 'operator'], scope: 'organisation' })
  async reconcile(@CurrentCaller() caller: Caller): Promise<Reconciliation> {
    const [counts] = await this.database.query<Omit<Reconciliation, 'facts'>[]>(
      `with tickets as (
         select complaint_id, bool_or(type = 'work.dispatched.v1') as dispatched, bool_or(type = 'ticket.closed.v1') as closed
           from facts
          where organisation = $1 and type in ('ticket.registered.v1', 'work.dispatched.v1', 'ticket.closed.v1')
          group by complaint_id
         having bool_or(type = 'ticket.registered.v1')
       )
       select count(*)::int as registered,
              count(*) filter (where dispatched)::int as dispatched,
              count(*) filter (where not dispatched and not closed)::int as undispatched,
              count(*) filter (where closed)::int as closed,
              count(*) filter (where not closed)::int as open
         from tickets`,
      [caller.organisation],
    );
    const types = await this.database.query<{ type: string; count: number }[]>(
      'select type, count(*)::int as count from facts where organisation = $1 group by type order by type',
      [caller.organisation],
    );
    return { facts: Object.fromEntries(types.map(({ type, count }) => [type, count])), ...counts! };
  }
}
