import { renderImported } from './render-overview.js';
import { speaker } from './words.js';

describe('what is said of imported history below the table', () => {
  it.each([
    ['zh', '受理数中有 7 件为导入的历史投诉，其中 2 件待处理。'],
    ['en', 'Of those recorded, 7 were imported as history (2 waiting).'],
  ] as const)('is how much of it there is, and how much waits: %s', (language, words) => {
    expect(renderImported({ imported: 7, waiting: 2 }, speaker(language)).text).toBe(words);
  });

  it('leaves out what waits where nothing does, and all of it where nothing was imported', () => {
    const say = speaker('en');

    expect(renderImported({ imported: 7, waiting: 0 }, say).text).toBe(
      'Of those recorded, 7 were imported as history.',
    );
    expect(renderImported({ imported: 0, waiting: 0 }, say).text).toBe('');
  });
});
