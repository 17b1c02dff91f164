import { Allow } from '@cc/service-kit';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { VerifyReports, type Verification } from './verify-reports.js';

@Controller('operator/reports')
export class VerifyReportsController {
  constructor(private readonly reports: VerifyReports) {}

  @Post('verify')
  @HttpCode(200)
  @Allow({ roles: ['platform-operator'], scope: 'platform' })
  verify(): Promise<Verification> {
    return this.reports.verify();
  }
}
