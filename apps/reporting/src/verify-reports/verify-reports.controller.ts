import { Allow, zodBody } from '@cc/service-kit';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { VerifyReports, type Verification } from './verify-reports.js';

/** A month's report and those of its days, unless more is asked for. */
const LAST_DAYS = 35;

const Asked = z
  .strictObject({
    days: z
      .int()
      .min(1)
      .max(36_500)
      .nullable()
      .default(LAST_DAYS)
      .describe('frozen reports of the last days are counted again; null: all there are'),
  })
  .prefault({});

@Controller('operator/reports')
export class VerifyReportsController {
  constructor(private readonly reports: VerifyReports) {}

  @Post('verify')
  @HttpCode(200)
  @Allow({ roles: ['platform-operator'], scope: 'platform' })
  verify(@Body(zodBody(Asked)) { days }: z.output<typeof Asked>): Promise<Verification> {
    return this.reports.verify(days);
  }
}
