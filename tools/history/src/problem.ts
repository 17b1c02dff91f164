/** An import that cannot begin, or cannot go on: what is wrong, and every place where it is. */
export class ImportProblem extends Error {
  override name = 'ImportProblem';

  constructor(
    readonly what: string,
    readonly places: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super([what, ...places.map((place) => `  ${place}`)].join('\n'), options);
  }
}

/** Kafka or intake does not answer: nothing is wrong with what was to be imported, and the same command goes on. */
export class NoAnswer extends ImportProblem {
  override name = 'NoAnswer';
}
