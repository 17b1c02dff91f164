/** A piece of HTML; only `html` makes it, so that nothing gets into a page without being escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** HTML with values in it: text is escaped, other HTML and lists of it are taken as they are, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.reduce((text, part, index) => text + asText(values[index - 1]) + part));
}

function asText(value: Piece): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(asText).join('');
  return value === null || value === undefined || value === false ? '' : escaped(String(value));
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
