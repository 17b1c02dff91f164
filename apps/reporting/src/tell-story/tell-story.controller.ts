import { Allow, CurrentCaller, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { NamedComplaint } from './named-complaint.js';
import { Stories } from './stories.js';
import { asText } from './tell-story.js';

const Asked = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') });

@Controller('complaints')
export class TellStoryController {
  constructor(private readonly stories: Stories) {}

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
    const complaint = await this.stories.find(caller, name);
    const story = await this.stories.tell(complaint, lang);
    if (!accept?.startsWith('text/plain'))
      return { complaintId: complaint.complaintId, number: complaint.number, ...story };
    response.type('text/plain; charset=utf-8');
    return asText(story);
  }
}
