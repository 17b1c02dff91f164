export interface Output {
  /** Text for people, or the same as JSON for scripts. */
  print(text: string, data: unknown): void;
}
