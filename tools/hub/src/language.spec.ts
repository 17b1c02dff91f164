import { languageOfLocale } from './language.js';

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{}, 'en'],
  [{ LC_ALL: '', LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  [{ LC_ALL: 'zh_TW', LANG: 'C' }, 'zh'],
  [{ LC_MESSAGES: 'zh_CN', LANG: 'C' }, 'zh'],
] as const)('is that of the locale %j: %s', (environment, language) => {
  expect(languageOfLocale(environment)).toBe(language);
});
