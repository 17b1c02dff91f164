import { Log, problemOf, SESSIONS, type Sessions } from '@cc/service-kit';
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { html } from './html.js';
import { Pages } from './pages.js';

const NEEDS_ANOTHER_ROLE = '/problems/forbidden';

/** Problems in words, on a page; a browser that is not signed in is led to where people can. */
@Catch()
export class PageProblems implements ExceptionFilter {
  constructor(
    private readonly pages: Pages,
    private readonly log: Log,
    @Inject(SESSIONS) private readonly sessions: Sessions | null,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error);
    const { status } = problem.details;
    if (status >= 500) this.log.error('request failed', { error });
    if (response.headersSent) return void response.destroy();
    // Of this one only: a token that will not do is the same after signing in again, and the browser would go round for ever.
    if (problem.details.type === '/problems/sign-in-needed' && request.headers.accept?.includes('text/html')) {
      return response.redirect(303, `/page/sign-in?${new URLSearchParams({ to: request.originalUrl })}`);
    }

    const session = (await this.sessions?.read(request.headers.cookie)) ?? null;
    response.status(status);
    this.pages.send(request, response, session, (say, language) => {
      // Roles and tokens are words of a program; to a person it is said whom to ask.
      const detail =
        problem.details.type === NEEDS_ANOTHER_ROLE ? say('notYourPage') : problem.words.detail?.[language];
      return {
        title: problem.words.title[language],
        body: html`
          ${session && html`<p class="back"><a href="/page">← ${say('toOverview')}</a></p>`}
          <h1>${problem.words.title[language]}</h1>
          <section class="card problem">
            ${detail && html`<p>${detail}</p>`}
            ${problem.details.violations?.map(({ detail }) => html`<p>${detail[language]}</p>`)}
            ${!session && html`<p><a class="button" href="/page/sign-in">${say('signIn')}</a></p>`}
          </section>
        `,
      };
    });
  }
}

/** What a script asks for: it wants the status, not a page. */
@Catch()
export class PlainProblems implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, title } = problemOf(error).details;
    if (status >= 500) this.log.error('request failed', { error });
    if (response.headersSent) return void response.destroy();
    response.status(status).type('text/plain').send(`${title}\n`);
  }
}
