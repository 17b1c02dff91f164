/** Shortened, one line, without what a database or a terminal cannot hold (NUL, other controls, lone surrogates). */
export function printable(text: string, max = 64): string {
  const cut = text.length > max ? `${text.slice(0, max - 1)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** RFC 6901 pointer of a path; empty for the whole. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${printable(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
