import { Controller, Get } from '@nestjs/common';
import { UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, type Caller } from '@cc/service-kit';
import { reconcile } from './reconcile-submissions.js';

/** 对账: whether every item that came in has exactly one outcome. */
@Controller('operator/reconciliation')
export class ReconcileController {
  constructor(private readonly unitOfWork: UnitOfWork<'intake'>) {}

  @Get()
  @Allow({ roles: ['operator'], scope: 'organisation' })
  reconcile(@CurrentCaller() { organisation }: Caller) {
    return this.unitOfWork.run([], ({ tx }) => reconcile(tx, organisation));
  }
}
