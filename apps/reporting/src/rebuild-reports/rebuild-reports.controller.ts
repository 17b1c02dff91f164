import { Allow } from '@cc/service-kit';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { RebuildReports, type Rebuilt } from './rebuild-reports.js';

@Controller('operator/reports')
export class RebuildReportsController {
  constructor(private readonly reports: RebuildReports) {}

  @Post('rebuild')
  @HttpCode(200)
  @Allow({ roles: ['platform-operator'], scope: 'platform' })
  rebuild(): Promise<Rebuilt> {
    return this.reports.rebuild();
  }
}
