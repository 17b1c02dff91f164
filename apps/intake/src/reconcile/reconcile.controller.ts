import { Controller, Get, Query } from '@nestjs/common';
import { UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, zodBody, type Caller } from '@cc/service-kit';
import { z } from 'zod';
import { reconcile } from './reconcile-submissions.js';

const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional();

const WindowQuery = z.strictObject({
  from: instant.describe('received at this instant or later'),
  before: instant.describe('received before this instant'),
});

/** 对账: whether every item that came in has exactly one outcome. */
@Controller('operator/reconciliation')
export class ReconcileController {
  constructor(private readonly unitOfWork: UnitOfWork<'intake'>) {}

  @Get()
  @Allow({ roles: ['operator'], scope: 'organisation' })
  reconcile(
    @Query(zodBody(WindowQuery)) window: z.output<typeof WindowQuery>,
    @CurrentCaller() { organisation }: Caller,
  ) {
    return this.unitOfWork.run([], ({ tx }) => reconcile(tx, organisation, window));
  }
}
