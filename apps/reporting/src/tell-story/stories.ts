import type { Organisations } from '@cc/procedures';
import { Problem, type Caller } from '@cc/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ORGANISATIONS } from '../tokens.js';
import { byTime } from './by-time.js';
import { factsOfCases, inOneStory } from './case-lines.js';
import { complaintsNamed, type FoundComplaint, type NamedComplaint } from './named-complaint.js';
import { tellStory, type Language, type Story, type StoryFact } from './tell-story.js';

/** The stories that somebody may read: every division that had to do with a complaint may read its whole story. */
@Injectable()
export class Stories {
  constructor(
    private readonly database: DataSource,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** The one complaint of that name in the caller's scope; throws a `Problem` when there is none or more than one. */
  async find(caller: Caller, name: z.output<typeof NamedComplaint>): Promise<FoundComplaint> {
    const named = await complaintsNamed(this.database, name);
    const [complaint, ...others] = named.filter((one) => mayRead(caller, one));
    if (complaint === undefined) throw unknown(Object.values(name).join('/'));
    if (others.length > 0) throw severalNamed([complaint, ...others]);
    return complaint;
  }

  /**
   * How many facts each of these stories can be told from: its own, and those of the cases that the complaint is or was part of.
   * It grows with every one of them and with no other.
   */
  async sizes(complaintIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; size: number }[]>(
      `select id, ((select count(*) from facts f where f.complaint_id = id)
                   + (select count(*) from case_facts f
                       where f.case_id in (select case_id from case_members m where m.complaint_id = id)))::int as size
         from unnest($1::uuid[]) as id`,
      [complaintIds],
    );
    return new Map(rows.map(({ id, size }) => [id, size]));
  }

  async tell({ complaintId, number, organisation }: FoundComplaint, language: Language): Promise<Story> {
    const facts = await this.database.query<StoryFact[]>(
      `select type, recorded_at as "recordedAt", division, unit, data from facts where complaint_id = $1 order by seq`,
      [complaintId],
    );
    const told = inOneStory(byTime(facts), await factsOfCases(this.database, complaintId));
    return tellStory(number, told, this.organisations.of(organisation), language);
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
