import type { Language, LocalisedText } from '@cc/procedures';

/** Chinese where the shell's locale is, else English. LC_ALL goes before the others, as everywhere. */
export function languageOfLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return locale.startsWith('zh') ? 'zh' : 'en';
}

/** A text that is put together alike in both languages. */
export const inBoth = (tell: (language: Language) => string): LocalisedText => ({ zh: tell('zh'), en: tell('en') });

/** What has no language, or is somebody else's to word: ids, Kafka's own errors. */
export const asItIs = (text: string): LocalisedText => ({ zh: text, en: text });
