import { TimeOfDay } from '@cc/messaging';
import type { Organisation, Organisations } from '@cc/procedures';
import { Config, type ConfigOf, type Session } from '@cc/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ReportingConfig } from '../reporting.config.js';
import { ORGANISATIONS } from '../tokens.js';
import { protect } from './headers.js';
import { languageOf, rememberLanguage } from './language.js';
import { renderPage, type PageShown } from './layout.js';
import { speaker, type Say } from './words.js';
import { zoneName } from '../tell-story/zone-name.js';
import type { Language } from '../tell-story/tell-story.js';

/** A browser's request, and how it is answered with a page. */
@Injectable()
export class Pages {
  constructor(
    private readonly time: TimeOfDay,
    @Config() private readonly config: ConfigOf<typeof ReportingConfig>,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** Who asks for `?lang=` is led to the same page without it, and the language is remembered. */
  chooseLanguage(request: Request, response: Response): boolean {
    const url = new URL(request.originalUrl, 'http://page');
    const chosen = url.searchParams.get('lang');
    if (chosen !== 'zh' && chosen !== 'en') return false;
    url.searchParams.delete('lang');
    response.setHeader('set-cookie', rememberLanguage(chosen));
    response.redirect(303, url.pathname + url.search);
    return true;
  }

  language(request: Request): Language {
    return languageOf(request.headers);
  }

  send(
    request: Request,
    response: Response,
    session: Session | null,
    page: (say: Say, language: Language) => Pick<PageShown, 'title' | 'body' | 'live'>,
  ): void {
    const language = this.language(request);
    const say = speaker(language);
    const text = renderPage({
      language,
      address: request.originalUrl,
      viewer: session && { name: session.name, scope: this.scopeOf(session, language) },
      ...(session && this.zoneOf(session, language)),
      ...page(say, language),
    });
    protect(response, this.config.jwt.issuer);
    response.setHeader('cache-control', 'no-store');
    response.type('text/html; charset=utf-8').send(text);
  }

  private scopeOf({ caller: { organisation: id, divisions } }: Session, language: Language): string {
    const organisation = this.known(id);
    if (!organisation) return id;
    const { name, division } = organisation;
    if (divisions === '*') return `${name[language]} · ${speaker(language)('wholeGroup')}`;
    const names = divisions.map((one) => division(one)?.name[language] ?? one);
    return `${name[language]} · ${names.join(language === 'zh' ? '、' : ', ')}`;
  }

  private zoneOf({ caller }: Session, language: Language): Pick<PageShown, 'zone'> {
    const organisation = this.known(caller.organisation);
    if (!organisation) return {};
    const { timeZone } = organisation;
    return { zone: { id: timeZone, name: zoneName(timeZone, language, this.time.now()) } };
  }

  private known(organisation: string): Organisation | null {
    return this.organisations.ids().includes(organisation) ? this.organisations.of(organisation) : null;
  }
}
