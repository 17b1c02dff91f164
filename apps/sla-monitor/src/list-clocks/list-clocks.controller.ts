import { Allow, CurrentCaller, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { explained } from '../explain-clocks/explained-clock.js';
import { withTerms } from '../keep-clocks/kept-clocks.js';
import { ClockRow } from '../watched-clock.entity.js';
import { Filters } from './filters.js';
import { pageOfClocks } from './page-of-clocks.js';
import { toCursor } from './place.js';

/** What is due, across tickets, the earliest first: for headquarters and for whoever leads a division. */
@Controller('clocks')
export class ListClocksController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Allow({ roles: ['dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'unit' })
  async list(@Query(zodBody(Filters)) filters: Filters, @CurrentCaller() caller: Caller) {
    const { limit } = filters;
    const { sql, parameters } = pageOfClocks(filters, caller, this.dataSource.getMetadata(ClockRow));
    const found = await withTerms(this.dataSource, await this.dataSource.query<ClockRow[]>(sql, parameters));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      clocks: page.map(explained),
      next: last?.dueAt ? toCursor([last.dueAt.toISOString(), last.complaintId, last.clockId]) : null,
    };
  }
}
