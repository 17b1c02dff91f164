import type { Category, NormalisedCategory } from '../organisation.js';
import type { CategoriesFile } from './schema.js';

/** Finds classes by code, name, alias or unified code; full-width and half-width, upper and lower case are the same. */
export function categoryNormaliser({
  categories,
  levels,
}: CategoriesFile): (words: readonly string[]) => NormalisedCategory {
  const known = new Map<string, Category[][]>();
  for (const path of pathsOf(categories)) {
    const unified = levels ? [unifiedCode(path, levels.length)] : [];
    for (const word of new Set([...namesOf(path.at(-1)!), ...unified])) {
      known.set(word, [...(known.get(word) ?? []), path]);
    }
  }

  return (words) => {
    let found: Category[] = [];
    const unknown: string[] = [];
    for (const word of words) {
      const below = (known.get(plain(word)) ?? []).filter((path) => found.every((level, at) => path[at] === level));
      // A word that several classes share decides nothing.
      if (below.length === 1) found = below[0]!;
      else if (!found.some((level) => namesOf(level).includes(plain(word)))) unknown.push(word);
    }
    return { category: found.map(({ code }) => code), unknown };
  };
}

export function* pathsOf(categories: readonly Category[], above: Category[] = []): Generator<Category[]> {
  for (const category of categories) {
    const path = [...above, category];
    yield path;
    yield* pathsOf(category.children, path);
  }
}

/** 统一编码: two digits a level, what is not said is 00. */
const unifiedCode = (path: readonly Category[], levels: number) =>
  path
    .map(({ number }) => number)
    .join('')
    .padEnd(2 * levels, '0');

const namesOf = ({ code, name, aliases }: Category) => [code, name.zh, name.en, ...aliases].map(plain);
const plain = (word: string) => word.normalize('NFKC').trim().toLowerCase();
