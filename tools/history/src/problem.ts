import type { LocalisedText } from '@cc/procedures';

/** An import that cannot begin, or cannot go on: what is wrong, and every place where it is. */
export class ImportProblem extends Error {
  override name = 'ImportProblem';
  readonly said: LocalisedText;

  constructor(what: LocalisedText, places: readonly LocalisedText[] = [], options?: ErrorOptions) {
    const said = (language: keyof LocalisedText) =>
      [what[language], ...places.map((place) => `  ${place[language]}`)].join('\n');
    super(said('en'), options);
    this.said = { zh: said('zh'), en: said('en') };
  }
}

/** Kafka or intake does not answer: nothing is wrong with what was to be imported, and the same command goes on. */
export class NoAnswer extends ImportProblem {
  override name = 'NoAnswer';
}
