import { ReportId, type Reason } from '@cc/contracts';
import { Allow, CurrentCaller, Problem, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { CONTENT_TYPE } from './frozen-content.js';

interface ShownReport {
  reportId: string;
  report: string;
  period: string;
  from: string;
  to: string;
  path: string;
  bytes: number;
  sha256: string;
  why: Reason;
  frozenAt: Date;
}

/** 定期报表, as they were frozen. */
@Controller('reports/frozen')
export class FrozenReportsController {
  constructor(private readonly database: DataSource) {}

  /** The newest period first. */
  @Get()
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'organisation' })
  async list(@CurrentCaller() caller: Caller): Promise<{ reports: ShownReport[] }> {
    const reports = await this.database.query<ShownReport[]>(
      `select report_id as "reportId", report, period, from_day as "from", to_day as "to",
              '/reports/frozen/' || report_id as path, length(content) as bytes, sha256, why, frozen_at as "frozenAt"
         from frozen_reports where organisation = $1 order by to_day desc, report limit 1000`,
      [caller.organisation],
    );
    return { reports };
  }

  /** Its bytes, which are the same for ever; `etag` is their SHA-256. */
  @Get(':report')
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'organisation' })
  async fetch(
    @CurrentCaller() caller: Caller,
    @Param('report', zodBody(ReportId.describe('id of a frozen report'))) reportId: z.output<typeof ReportId>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const [found] = await this.database.query<{ content: Buffer; sha256: string }[]>(
      'select content, sha256 from frozen_reports where report_id = $1 and organisation = $2',
      [reportId, caller.organisation],
    );
    if (!found) throw unknown(reportId);
    response.type(CONTENT_TYPE);
    response.setHeader('etag', `"${found.sha256}"`);
    return found.content.toString('utf8');
  }
}

function unknown(reportId: string): Problem {
  return new Problem({
    status: 404,
    type: 'report-unknown',
    title: { zh: '没有该报表', en: 'No such report' },
    detail: {
      zh: `没有已固定的报表 ${reportId}；GET /reports/frozen 列出全部`,
      en: `no report ${reportId} is frozen; GET /reports/frozen lists those that are`,
    },
  });
}
