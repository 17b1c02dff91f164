import { Allow, CurrentCaller, CurrentSession, zodBody, type Caller, type Session } from '@cc/service-kit';
import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { NamedComplaint } from '../tell-story/named-complaint.js';
import { Stories } from '../tell-story/stories.js';
import { title } from '../tell-story/texts.js';
import { PERIODS } from './overview.js';
import { PageProblems } from './page-problems.js';
import { Pages } from './pages.js';
import { versionOf } from './part.js';
import { renderOverview } from './render-overview.js';
import { renderStory } from './render-story.js';
import { Views } from './views.js';

const lang = z.enum(['zh', 'en']).optional().describe('chosen from here on, and remembered');
const AskedOverview = z.strictObject({ period: z.enum(PERIODS).default('month'), lang });
const AskedStory = z.strictObject({ of: z.string().trim().pipe(NamedComplaint), lang });

/** 网页: what headquarters and branches look at. */
@Controller('page')
@UseFilters(PageProblems)
export class ShowPageController {
  constructor(
    private readonly pages: Pages,
    private readonly views: Views,
    private readonly stories: Stories,
  ) {}

  /** The caller's divisions: counts, map, late and abnormal tickets. */
  @Get()
  @Allow({ roles: ['viewer', 'supervisor', 'operator'], scope: 'division', by: 'session' })
  async overview(
    @CurrentCaller() caller: Caller,
    @CurrentSession() session: Session,
    @Query(zodBody(AskedOverview)) { period }: z.output<typeof AskedOverview>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (this.pages.chooseLanguage(request, response)) return;
    const language = this.pages.language(request);
    const parts = await this.views.overview(caller, period, language).read();
    this.pages.send(request, response, session, (say) => ({
      title: say('overview'),
      body: renderOverview(parts, period, say),
      live: { address: `/page/live?${new URLSearchParams({ period, lang: language })}`, version: versionOf(parts) },
    }));
  }

  /** The story of a complaint, in the words of `hub story`. */
  @Get('story')
  @Allow({
    roles: ['viewer', 'handler', 'dispatcher', 'supervisor', 'auditor', 'operator'],
    scope: 'division',
    by: 'session',
  })
  async story(
    @CurrentCaller() caller: Caller,
    @CurrentSession() session: Session,
    @Query(zodBody(AskedStory)) { of: name }: z.output<typeof AskedStory>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (this.pages.chooseLanguage(request, response)) return;
    const language = this.pages.language(request);
    const complaint = await this.stories.find(caller, name);
    const { complaintId, number } = complaint;
    const parts = await this.views.story(complaint, language).read();
    const heading = title[language].replace('{number}', number);
    this.pages.send(request, response, session, (say) => ({
      title: heading,
      body: renderStory(heading, parts, say),
      live: {
        address: `/page/live/story?${new URLSearchParams({ of: complaintId, lang: language })}`,
        version: versionOf(parts),
      },
    }));
  }
}
