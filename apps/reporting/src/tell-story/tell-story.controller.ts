import { Allow, CurrentCaller, Problem, zodBody, type Caller } from '@cc/service-kit';
import type { Organisations } from '@cc/procedures';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ORGANISATIONS } from '../tokens.js';
import { factsOfCases, inOneStory } from './case-lines.js';
import { complaintsNamed, NamedComplaint, type FoundComplaint } from './named-complaint.js';
import { asText, tellStory, type StoryFact } from './tell-story.js';

const Asked = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') });

@Controller('complaints')
export class TellStoryController {
  constructor(
    private readonly database: DataSource,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** Every division that had to do with a complaint may read its whole story. */
  @Get(':complaint/story')
  @Allow({ roles: ['viewer', 'handler', 'dispatcher', 'supervisor', 'auditor', 'operator'], scope: 'division' })
  async tell(
    @CurrentCaller() caller: Caller,
    @Param('complaint', zodBody(NamedComplaint)) name: z.output<typeof NamedComplaint>,
    @Query(zodBody(Asked)) { lang }: z.output<typeof Asked>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const [complaint, ...others] = (await complaintsNamed(this.database, name)).filter((one) => mayRead(caller, one));
    if (complaint === undefined) throw unknown(Object.values(name).join('/'));
    if (others.length > 0) throw severalNamed([complaint, ...others]);
    const { complaintId } = complaint;

    const facts = await this.database.query<StoryFact[]>(
      `select type, recorded_at as "recordedAt", division, unit, data from facts where complaint_id = $1 order by seq`,
      [complaintId],
    );
    const ofCases = await factsOfCases(this.database, complaintId);
    const told = inOneStory(facts, ofCases);
    const story = tellStory(complaint.number, told, this.organisations.of(complaint.organisation), lang);
    if (!accept?.startsWith('text/plain')) return { complaintId, number: complaint.number, ...story };
    response.type('text/plain; charset=utf-8');
    return asText(story);
  }
}

function mayRead(caller: Caller, { organisation, divisions }: FoundComplaint): boolean {
  if (caller.organisation !== organisation) return false;
  return caller.divisions === '*' || divisions.some((division) => caller.divisions.includes(division));
}

function severalNamed(complaints: readonly FoundComplaint[]): Problem {
  const numbers = complaints.map(({ number }) => number).join(', ');
  return new Problem({
    status: 409,
    type: 'several-complaints',
    title: { zh: '对应多件投诉', en: 'Several complaints have this name' },
    detail: { zh: `请用编号查询其中一件：${numbers}`, en: `ask for one of them by its number: ${numbers}` },
  });
}

function unknown(name: string): Problem {
  return new Problem({
    status: 404,
    type: 'complaint-unknown',
    title: { zh: '没有该投诉', en: 'No such complaint' },
    detail: {
      zh: `您的范围内没有投诉 ${name}；刚提交的投诉一秒内可查`,
      en: `there is no complaint ${name} in your scope; one that was just submitted can be read within a second`,
    },
  });
}
