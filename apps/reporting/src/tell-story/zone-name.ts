import type { Language } from './tell-story.js';

/** The zone of China, by which its readers take every time that names no other. */
export const CHINA = 'Asia/Shanghai';

/** A time zone as people call it: `北京时间 (UTC+8)`. */
export function zoneName(timeZone: string, language: Language, at: Date): string {
  // China's law calls the time of its one zone after Beijing, the time zone database after Shanghai.
  const name =
    timeZone === CHINA
      ? { zh: '北京时间', en: 'Beijing time' }[language]
      : partOf(timeZone, language, 'longGeneric', at);
  return `${name} (${partOf(timeZone, language, 'shortOffset', at).replace('GMT', 'UTC')})`;
}

/** What it is called the whole year, summer time or not: `美国东部时间`. */
export function generalZoneName(timeZone: string, language: Language): string {
  return partOf(timeZone, language, 'longGeneric', new Date(0));
}

function partOf(timeZone: string, language: Language, style: 'longGeneric' | 'shortOffset', at: Date): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone, timeZoneName: style })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')!.value;
}
