/** `did you mean "owner"?` where a known word is nearly the same; null where none is. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  const meant = nearestWord(word, known);
  return meant === null ? null : `did you mean "${meant}"?`;
}

/** The known word that is nearly the same. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const most = word.length >= 6 ? 2 : word.length >= 3 ? 1 : 0;
  const [nearest] = known
    .map((one) => ({ one, away: distance(word.toLowerCase(), one.toLowerCase()) }))
    .filter(({ away }) => away <= most)
    .sort((one, other) => one.away - other.away);
  return nearest?.one ?? null;
}

/** How many letters must be put in, left out, changed or exchanged with the next (Damerau-Levenshtein). */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let at = 1; at <= one.length; at++) {
    const row = [at];
    for (let on = 1; on <= other.length; on++) {
      const same = one[at - 1] === other[on - 1] ? 0 : 1;
      const exchanged = one[at - 1] === other[on - 2] && one[at - 2] === other[on - 1];
      row.push(
        Math.min(
          row[on - 1]! + 1,
          rows[at - 1]![on]! + 1,
          rows[at - 1]![on - 1]! + same,
          exchanged && at > 1 && on > 1 ? rows[at - 2]![on - 2]! + 1 : Infinity,
        ),
      );
    }
    rows.push(row);
  }
  return rows.at(-1)!.at(-1)!;
}
