import type { Language, LocalisedText } from '@cc/procedures';

export interface Output {
  /** Of the run: everything that people read is in it. */
  readonly language: Language;
  /** Text for people, or the same as JSON for scripts. */
  print(text: LocalisedText, data: unknown): void;
}
