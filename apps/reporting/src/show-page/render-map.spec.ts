import { PROVINCES } from './provinces.js';
import { renderMap, shadeOf, shadesFor } from './render-map.js';
import { speaker } from './words.js';

describe('the shades of the map', () => {
  it.each([
    [0, []],
    [1, [1]],
    [3, [1, 2, 3]],
    [10, [3, 6, 9, 12]],
    [400, [100, 200, 300, 400]],
  ])('for at most %i are at most four, of whole counts', (most, shades) => {
    expect(shadesFor(most)).toEqual(shades);
  });

  it.each([
    [0, 0],
    [1, 1],
    [3, 1],
    [4, 2],
    [10, 4],
  ])('show %i as shade %i', (count, shade) => {
    expect(shadeOf(count, shadesFor(10))).toBe(shade);
  });
});

describe('the labels of the map', () => {
  it.each(['zh', 'en'] as const)(
    'name each province but the smallest, also where there is no branch: %s',
    (language) => {
      const { text } = renderMap([], language, speaker(language));

      const names = [...text.matchAll(/<text class="name"[^>]*>([^<]+)</g)].map(([, name]) => name);
      expect(names).toEqual(
        Object.values(PROVINCES)
          .filter(({ label }) => label)
          .map((place) => place[language]),
      );
      expect(names).toContain(PROVINCES['71']![language]);
    },
  );
});
