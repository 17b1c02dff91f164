import type { Category, LocalisedText, Organisation } from '@cc/procedures';

const named = new WeakMap<Organisation, ReadonlyMap<string, LocalisedText>>();

/** 投诉分类 in words; undefined for what is no class of the organisation. */
export function categoryName(organisation: Organisation, code: string): LocalisedText | undefined {
  let names = named.get(organisation);
  if (names === undefined) {
    names = new Map(everyCategory(organisation.categories).map((category) => [category.code, category.name]));
    named.set(organisation, names);
  }
  return names.get(code);
}

const everyCategory = (categories: readonly Category[]): Category[] =>
  categories.flatMap((category) => [category, ...everyCategory(category.children)]);
