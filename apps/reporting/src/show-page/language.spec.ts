import { languageOf } from './language.js';

describe('the language of a page', () => {
  it.each([
    ['what was chosen', { cookie: 'session=x; lang=en', 'accept-language': 'zh-CN' }, 'en'],
    ["the browser's first of ours", { 'accept-language': 'fr-FR, en-GB;q=0.8, zh;q=0.5' }, 'en'],
    ['Chinese where nothing is said', {}, 'zh'],
    ['Chinese where the cookie is none of ours', { cookie: 'xlang=en; lang=fr' }, 'zh'],
  ] as const)('is %s', (_, headers, language) => {
    expect(languageOf(headers)).toBe(language);
  });
});
