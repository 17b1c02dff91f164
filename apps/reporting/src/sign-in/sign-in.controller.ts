import { Allow, Config, Problem, SESSIONS, SignIn, type ConfigOf, type Leads, type Sessions } from '@cc/service-kit';
import { Controller, Get, Inject, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { zodBody } from '@cc/service-kit';
import { z } from 'zod';
import type { ReportingConfig } from '../reporting.config.js';
import { html } from '../show-page/html.js';
import { PageProblems } from '../show-page/page-problems.js';
import { Pages } from '../show-page/pages.js';

const Begin = z.object({ to: z.string().max(2000).default('/page') });

/** 登录与退出: at the organisation's identity provider. */
@Controller('page')
@UseFilters(PageProblems)
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly pages: Pages,
    @Config() private readonly config: ConfigOf<typeof ReportingConfig>,
    @Inject(SESSIONS) private readonly sessions: Sessions | null,
  ) {}

  @Get('sign-in')
  @Allow({ scope: 'public' })
  async begin(@Query(zodBody(Begin)) { to }: z.output<typeof Begin>, @Res() response: Response): Promise<void> {
    lead(response, await this.signIn.begin(to));
  }

  /** The identity provider sends the browser back to here. */
  @Get('signed-in')
  @Allow({ scope: 'public' })
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const answer = new URL(request.originalUrl, 'http://page').searchParams;
    response.setHeader('set-cookie', this.signIn.forget(answer));
    lead(response, await this.signIn.finish(answer, request.headers.cookie));
  }

  /** Only from a page of ours: nobody is signed out by a page of others. */
  @Post('sign-out')
  @Allow({ scope: 'public' })
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (request.headers.origin !== this.config.signIn?.origin) throw notFromHere();
    lead(response, await this.signIn.end((await this.sessions?.read(request.headers.cookie)) ?? null));
  }

  @Get('signed-out')
  @Allow({ scope: 'public' })
  signedOut(@Req() request: Request, @Res() response: Response): void {
    if (this.pages.chooseLanguage(request, response)) return;
    this.pages.send(request, response, null, (say) => ({
      title: say('signedOutTitle'),
      body: html`<h1>${say('signedOutTitle')}</h1>
        <section class="card problem">
          <p>${say('signedOutText')}</p>
          <p><a class="button" href="/page/sign-in">${say('signIn')}</a></p>
        </section>`,
    }));
  }
}

function lead(response: Response, { to, cookies }: Leads): void {
  response.setHeader('set-cookie', cookies);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('referrer-policy', 'no-referrer');
  response.redirect(303, to);
}

const notFromHere = () =>
  new Problem({
    status: 403,
    type: 'not-from-here',
    title: { zh: '请求来自其他网站', en: 'The request comes from another site' },
    detail: { zh: '请在页面上点“退出”', en: 'use the sign-out button of the page' },
  });
