import { CaseId, ScopeName, type CaseArea, type CaseCount, type Reason } from '@cc/contracts';
import { Allow, CurrentCaller, pageCursor, Problem, scopeWhere, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const STATES = ['opened', 'confirmed', 'withdrawn'] as const;

/** Opened at, case: where a page ended. */
const { Cursor, toCursor } = pageCursor(z.tuple([z.iso.datetime({ offset: true }), CaseId]));

const Filters = z.strictObject({
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(STATES)).min(1))
    .prefault('opened,confirmed')
    .describe('one state or several, separated by commas; by default those that stand'),
  division: ScopeName.optional(),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const Named = CaseId.describe('id of a case, or of a complaint that is part of one');

interface ShownCase {
  caseId: string;
  division: string;
  state: (typeof STATES)[number];
  name: { zh: string; en: string };
  area: z.output<typeof CaseArea>;
  counts: z.output<typeof CaseCount>[];
  /** How many complaints it holds, and how many of them were found to be true. */
  size: number;
  found: number;
  why: Reason;
  openedAt: Date;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
}

/** A stay: who left and came back is there twice. */
interface ShownMember {
  complaintId: string;
  /** Null while the complaint itself has not arrived here. */
  number: string | null;
  joinedAt: Date;
  leftAt: Date | null;
}

const SHOWN = `c.case_id as "caseId", c.division,
  case when c.withdrawn_at is not null then 'withdrawn' when c.confirmed_at is not null then 'confirmed' else 'opened' end as state,
  c.said -> 'name' as name, c.said -> 'area' as area, c.said -> 'counts' as counts, (c.said ->> 'size')::int as size,
  (c.said ->> 'found')::int as found, c.said -> 'why' as why, c.opened_at as "openedAt", c.confirmed_at as "confirmedAt",
  c.withdrawn_at as "withdrawnAt"`;

/** 群体投诉: headquarters sees all of its organisation, a province its own. */
@Controller('cases')
export class ShowCasesController {
  constructor(private readonly database: DataSource) {}

  /** The newest first. */
  @Get()
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'division' })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(zodBody(Filters)) { state, division, after, limit }: z.output<typeof Filters>,
  ): Promise<{ cases: ShownCase[]; next: string | null }> {
    const scope = scopeWhere(caller, 'c');
    const parameters: unknown[] = [...scope.params];
    const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
    const conditions = [scope.sql];
    if (division) conditions.push(`c.division = ${value(division)}`);
    if (after)
      conditions.push(`(c.opened_at, c.case_id) < (${value(after[0])}::timestamptz, ${value(after[1])}::uuid)`);
    const found = await this.database.query<ShownCase[]>(
      `select * from (select ${SHOWN} from cases c where ${conditions.join(' and ')}) as shown
        where state = any(${value(state)}) order by "openedAt" desc, "caseId" desc limit ${value(limit + 1)}`,
      parameters,
    );
    const cases = found.slice(0, limit);
    const last = found.length > limit ? cases.at(-1) : undefined;
    return { cases, next: last ? toCursor([last.openedAt.toISOString(), last.caseId as CaseId]) : null };
  }

  /** One case with its complaints; named by a complaint, the newest that it is or was part of. */
  @Get(':case')
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'division' })
  async show(
    @CurrentCaller() caller: Caller,
    @Param('case', zodBody(Named)) name: z.output<typeof Named>,
  ): Promise<ShownCase & { members: ShownMember[] }> {
    const scope = scopeWhere(caller, 'c', 2);
    const [found] = await this.database.query<ShownCase[]>(
      `select ${SHOWN} from cases c
        where (c.case_id = $1 or c.case_id in (select case_id from case_members where complaint_id = $1)) and ${scope.sql}
        order by c.opened_at desc, c.case_id desc limit 1`,
      [name, ...scope.params],
    );
    if (found === undefined) throw unknown(name);
    const members = await this.database.query<ShownMember[]>(
      `select m.complaint_id as "complaintId", o.number, m.joined_at as "joinedAt", m.left_at as "leftAt"
         from case_members m left join complaints o using (complaint_id)
        where m.case_id = $1 order by m.joined_at, o.number, m.complaint_id`,
      [found.caseId],
    );
    return { ...found, members };
  }
}

function unknown(name: string): Problem {
  return new Problem({
    status: 404,
    type: 'case-unknown',
    title: { zh: '没有该群案', en: 'No such case' },
    detail: {
      zh: `您的范围内没有群案 ${name}，也没有该投诉所属的群案`,
      en: `there is no case ${name} in your scope, and none that a complaint of this id is part of`,
    },
  });
}
