import { parse } from 'csv-parse/sync';

const DELIMITERS = [',', ';', '\t', '|', '，'];

/** The delimiter that a header is separated by, quoted or not: that which gives the most columns; null where none gives two. */
export function delimiterOf(header: string): string | null {
  const [best] = DELIMITERS.map((delimiter) => ({ delimiter, columns: columnsBy(header, delimiter) }))
    .filter(({ columns }) => columns > 1)
    .sort((one, other) => other.columns - one.columns);
  return best?.delimiter ?? null;
}

function columnsBy(header: string, delimiter: string): number {
  try {
    const [cells = []] = parse(header, { bom: true, delimiter });
    return cells.length;
  } catch {
    return 0; // Quotation marks that do not fit this one.
  }
}
