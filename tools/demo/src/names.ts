import type { Category, LocalisedText, Organisation } from '@cc/procedures';

/** What the codes of an organisation are called, in both languages. A code that nobody named is told as it is. */
export class Names {
  private readonly categories: ReadonlyMap<string, LocalisedText>;

  constructor(private readonly organisation: Organisation) {
    this.categories = new Map(everyCategory(organisation.categories).map(({ code, name }) => [code, name]));
  }

  division(id: string): LocalisedText {
    return this.organisation.division(id)?.name ?? itself(id);
  }

  source(id: string): LocalisedText {
    return this.organisation.sources.find((source) => source.id === id)?.name ?? itself(id);
  }

  /** What the complaints of a mass complaint share. Of a class the narrowest is named, which says the wider ones too. */
  shared(area: Record<string, unknown>): LocalisedText {
    const named = Object.entries(area).map(([field, value]) => this.valueOf(field, value));
    return { zh: named.map(({ zh }) => zh).join('，'), en: named.map(({ en }) => en).join(', ') };
  }

  private valueOf(field: string, value: unknown): LocalisedText {
    if (field === 'division') return this.division(String(value));
    const narrowest = Array.isArray(value) ? String(value.at(-1) ?? '-') : String(value);
    return this.categories.get(narrowest) ?? itself(narrowest);
  }
}

const itself = (code: string): LocalisedText => ({ zh: code, en: code });
const everyCategory = (categories: readonly Category[]): Category[] =>
  categories.flatMap((category) => [category, ...everyCategory(category.children)]);
