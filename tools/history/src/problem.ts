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
