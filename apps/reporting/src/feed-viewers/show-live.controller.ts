import { Allow, CurrentCaller, CurrentSession, zodBody, type Caller, type Session } from '@cc/service-kit';
import { Controller, Get, Headers, Query, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { PERIODS } from '../show-page/overview.js';
import { PlainProblems } from '../show-page/page-problems.js';
import { Views } from '../show-page/views.js';
import { NamedComplaint } from '../tell-story/named-complaint.js';
import { Stories } from '../tell-story/stories.js';
import { Feed } from './feed.js';

const lang = z.enum(['zh', 'en']).default('zh');
const known = z.string().max(64).optional().describe('the version of what the page shows already');
const AskedOverview = z.strictObject({ period: z.enum(PERIODS).default('month'), lang, known });
const AskedStory = z.strictObject({ of: NamedComplaint, lang, known });

/** Changes of a page, as server-sent events. */
@Controller('page/live')
@UseFilters(PlainProblems)
export class ShowLiveController {
  constructor(
    private readonly feed: Feed,
    private readonly views: Views,
    private readonly stories: Stories,
  ) {}

  @Get()
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'division', by: 'session' })
  overview(
    @CurrentCaller() caller: Caller,
    @CurrentSession() session: Session,
    @Query(zodBody(AskedOverview)) asked: z.output<typeof AskedOverview>,
    @Headers('last-event-id') last: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const view = this.views.overview(caller, asked.period, asked.lang);
    return this.feed.show(view, response, { known: last ?? asked.known, session });
  }

  @Get('story')
  @Allow({
    roles: ['viewer', 'handler', 'dispatcher', 'supervisor', 'auditor', 'operator'],
    scope: 'division',
    by: 'session',
  })
  async story(
    @CurrentCaller() caller: Caller,
    @CurrentSession() session: Session,
    @Query(zodBody(AskedStory)) asked: z.output<typeof AskedStory>,
    @Headers('last-event-id') last: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const view = this.views.story(await this.stories.find(caller, asked.of), asked.lang);
    return this.feed.show(view, response, { known: last ?? asked.known, session });
  }
}
