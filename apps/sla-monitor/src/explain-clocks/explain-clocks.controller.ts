import { ComplaintId } from '@cc/contracts';
import { Allow, CurrentCaller, inScope, Problem, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withTerms } from '../keep-clocks/kept-clocks.js';
import { ClockRow } from '../watched-clock.entity.js';
import { WatchedTicket } from '../watched-ticket.entity.js';
import { explained } from './explained-clock.js';

/** "Why is this late?": every clock of a complaint with its start, pauses, rule and source. */
@Controller('complaints')
export class ExplainClocksController {
  constructor(private readonly dataSource: DataSource) {}

  @Get(':complaintId/clocks')
  @Allow({ roles: ['handler', 'dispatcher', 'auditor', 'supervisor', 'callback-agent', 'viewer'], scope: 'division' })
  async explain(@Param('complaintId', zodBody(ComplaintId)) complaintId: ComplaintId, @CurrentCaller() caller: Caller) {
    const ticket = await this.dataSource.manager.findOneBy(WatchedTicket, { complaintId });
    // The same answer outside the caller's scope: that a complaint exists is nobody else's business.
    if (ticket === null || !inScope(caller, ticket)) throw notFound();
    const rows = await this.dataSource.manager.find(ClockRow, {
      where: { complaintId },
      order: { startedAt: 'asc', clockId: 'asc' },
    });
    const clocks = await withTerms(this.dataSource, rows);
    const { organisation, division, unit, bases, registeredAt, closedAt, abnormal } = ticket;
    const { returns, urges, overdue, warned } = ticket;
    return {
      complaintId,
      scope: { organisation, division, unit },
      bases,
      registeredAt,
      closedAt,
      counts: { returns, urges, overdue, warned },
      abnormal,
      clocks: clocks.map(explained),
    };
  }
}

function notFound(): Problem {
  return new Problem({
    status: 404,
    type: 'not-found',
    title: { zh: '没有此投诉', en: 'No such complaint' },
    detail: {
      zh: '此编号的投诉不存在，或不在您的范围内。请核对投诉标识和令牌的范围。',
      en: 'No complaint with this id exists within your scope. Check the id and the scope of your token.',
    },
  });
}
