import type { Language } from '../tell-story/tell-story.js';

/** A time zone as people call it: `北京时间 (UTC+8)`. */
export function zoneName(timeZone: string, language: Language, at: Date): string {
  const part = (style: 'longGeneric' | 'shortOffset') =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone, timeZoneName: style })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')!.value;
  // China's law calls the time of its one zone after Beijing, the time zone database after Shanghai.
  const name = timeZone === 'Asia/Shanghai' ? { zh: '北京时间', en: 'Beijing time' }[language] : part('longGeneric');
  return `${name} (${part('shortOffset').replace('GMT', 'UTC')})`;
}
