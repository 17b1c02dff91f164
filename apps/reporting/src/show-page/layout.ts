import type { Language } from '../tell-story/tell-story.js';
import { html, type Html } from './html.js';
import { speaker, type Say } from './words.js';

export interface PageShown {
  language: Language;
  title: string;
  body: Html;
  /** The address of this page, for the switch of the language. */
  address: string;
  /** Who looks; null before they have signed in. */
  viewer: { name: string; scope: string } | null;
  /** In which zone times are told. */
  zone?: { id: string; name: string };
  /** Where changes of its parts come from; none where nothing changes. */
  live?: { address: string; version: string };
}

export function renderPage({ language, title, body, address, viewer, zone, live }: PageShown): string {
  const say = speaker(language);
  const other = language === 'zh' ? 'en' : 'zh';
  const page = html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${say('platform')}</title>
        <link rel="icon" href="/page/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page/assets/page.css" />
        ${live && html`<script type="module" src="/page/assets/live.js"></script>`}
      </head>
      <body ${zone && html`data-zone="${zone.id}"`}>
        <a class="skip" href="#content">${say('skip')}</a>
        <header>
          <a class="brand" href="/page"
            ><img src="/page/assets/icon.svg" alt="" width="28" height="28" /> ${say('platform')}</a
          >
          ${viewer && html`<span class="scope">${viewer.scope}</span>`}
          ${
            viewer &&
            html`<form class="find" action="/page/story" role="search">
              <input
                name="of"
                required
                maxlength="150"
                aria-label="${say('find')}"
                placeholder="${say('findHint')}"
                autocomplete="off"
                spellcheck="false"
              />
              <button>${say('findGo')}</button>
            </form>`
          }
          <a class="language" href="${withLanguage(address, other)}" hreflang="${other}" lang="${other}"
            >${other === 'zh' ? '中文' : 'English'}</a
          >
          ${
            viewer &&
            html`<form class="leave" method="post" action="/page/sign-out">
              <span class="who">${viewer.name}</span><button>${say('signOut')}</button>
            </form>`
          }
        </header>
        <main id="content" ${live && html`data-live="${live.address}" data-version="${live.version}"`}>${body}</main>
        <footer>${zone && html`<p>${say('allTimes', { zone: zone.name })}</p>`}</footer>
      </body>
    </html>`;
  return page.text;
}

function withLanguage(address: string, language: Language): string {
  const url = new URL(address, 'http://page');
  url.searchParams.set('lang', language);
  return url.pathname + url.search;
}

/** Says whether the page is live; its script keeps it true. */
export const liveStatus = (say: Say): Html =>
  html`<p
      id="live"
      class="live"
      role="status"
      data-on="${say('liveOn')}"
      data-off="${say('liveOff')}"
      data-changed="${say('lastChange')}"
    >
      ${say('liveConnecting')}
    </p>
    <noscript><p>${say('liveNone')}</p></noscript>`;
