import type { Organisations } from '@cc/procedures';
import { Allow, CurrentCaller, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { MEASURES, type Measure } from '../count-facts/measures.js';
import { ORGANISATIONS } from '../tokens.js';
import { asCsv } from './as-csv.js';
import { DIMENSIONS, nameOfValue, type Dimension } from './name-value.js';

const Period = z.strictObject({
  from: z.iso.date().default('2000-01-01'),
  to: z.iso.date().default('9999-12-31'),
  by: z.enum(DIMENSIONS).default('division'),
  lang: z.enum(['zh', 'en']).default('zh').describe('the language of the names of the lines'),
});

type Line = Record<string, string | number> & Record<Measure, number>;

interface Report {
  from: string;
  to: string;
  lines: Line[];
  total: Record<Measure, number>;
}

/** What is no column of a cell by itself. */
const VALUE: Partial<Record<Dimension, string>> = { month: `to_char(day, 'YYYY-MM')` };

const SUMS = MEASURES.map((measure) => `sum(${measure})::int as ${measure}`).join(', ');

/** 省级与集团统计表. */
@Controller('reports')
export class ShowReportsController {
  constructor(
    private readonly database: DataSource,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** The caller's divisions, a line each (or by day, channel, class, nature). */
  @Get('provinces')
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'division' })
  async provinces(
    @CurrentCaller() caller: Caller,
    @Query(zodBody(Period)) period: z.output<typeof Period>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Report | string> {
    const report = await this.report(caller, caller.divisions === '*' ? null : [...caller.divisions], period);
    return this.inFormat(report, period.by, accept, response);
  }

  /** The whole organisation, for headquarters. */
  @Get('group')
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'organisation' })
  async group(
    @CurrentCaller() caller: Caller,
    @Query(zodBody(Period)) period: z.output<typeof Period>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Report | string> {
    return this.inFormat(await this.report(caller, null, period), period.by, accept, response);
  }

  private async report(
    caller: Caller,
    divisions: string[] | null,
    { from, to, by, lang }: z.output<typeof Period>,
  ): Promise<Report> {
    const lines = await this.database.query<Line[]>(
      `select ${VALUE[by] ?? by}::text as ${by}, ${SUMS} from cells
        where organisation = $1 and ($2::text[] is null or division = any($2)) and day between $3 and $4
        group by 1 order by 1`,
      [caller.organisation, divisions, from, to],
    );
    const named = lines.map((line) => ({
      [by]: line[by],
      name: nameOfValue(by, String(line[by]), this.organisations.of(caller.organisation), lang),
      ...line,
    }));
    const total = Object.fromEntries(
      MEASURES.map((measure) => [measure, lines.reduce((sum, line) => sum + line[measure], 0)]),
    ) as Record<Measure, number>;
    return { from, to, lines: named as Line[], total };
  }

  private inFormat(report: Report, by: string, accept: string | undefined, response: Response): Report | string {
    if (!accept?.startsWith('text/csv')) return report;
    response.type('text/csv; charset=utf-8');
    return asCsv([by, 'name', ...MEASURES], report.lines);
  }
}
