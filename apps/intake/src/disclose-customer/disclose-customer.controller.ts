import { Body, Controller, Param, Post } from '@nestjs/common';
import { ComplaintId } from '@cc/contracts';
import { UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, inScope, leaveTrace, zodBody, type Caller } from '@cc/service-kit';
import { z } from 'zod';
import { ComplaintSecrets } from '../register-complaint/secrets.js';
import { selectComplaints } from '../register-complaint/select-complaints.js';
import { notFound } from '../show-complaints/not-found.js';

const Asked = z.strictObject({ reason: z.string().trim().min(2).max(500) });

/** Shows a customer's name and number, and what was said and done, to somebody who says why; no look leaves no trace. */
@Controller('complaints')
export class DiscloseCustomerController {
  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly secrets: ComplaintSecrets,
  ) {}

  @Post(':id/disclosures')
  @Allow({ roles: ['intake', 'handler', 'auditor', 'supervisor'], scope: 'division' })
  disclose(
    @Param('id', zodBody(ComplaintId)) id: ComplaintId,
    @Body(zodBody(Asked)) { reason }: z.output<typeof Asked>,
    @CurrentCaller() caller: Caller,
  ) {
    return this.unitOfWork.run([], async ({ tx, now }) => {
      const [complaint] = await selectComplaints(tx, 'c.id = $1::uuid', [id]);
      if (!complaint || !inScope(caller, complaint)) throw notFound(id);
      const { organisation, division, unit } = complaint;
      await leaveTrace(tx, caller, { complaintId: id, organisation, division, unit }, { reason, now });
      const { customer, text } = this.secrets.open(complaint);
      return { ...customer, text };
    });
  }
}
