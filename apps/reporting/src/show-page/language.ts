import type { Language } from '../tell-story/tell-story.js';

const A_YEAR = 365 * 24 * 60 * 60;

/** The language somebody chose, else the first of ours that their browser prefers, else Chinese. */
export function languageOf(headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }): Language {
  const chosen = /(?:^|; *)lang=(zh|en)(?:;|$)/.exec(headers.cookie ?? '')?.[1];
  if (chosen) return chosen as Language;
  const preferred = /(?:^|,) *(zh|en)\b/i.exec(headers['accept-language'] ?? '')?.[1];
  return preferred?.toLowerCase() === 'en' ? 'en' : 'zh';
}

export const rememberLanguage = (language: Language) =>
  `lang=${language}; Path=/page; Max-Age=${A_YEAR}; HttpOnly; SameSite=Lax`;
