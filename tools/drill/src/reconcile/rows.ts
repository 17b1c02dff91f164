import type { Finding } from '../finding.js';

export interface Row<Kept> {
  id: string;
  kept: Kept;
}

/** Each that is expected is kept once and no other is; `compare` says what is wrong with one that is kept. */
export function checkRows<Wanted, Kept>(
  expected: ReadonlyMap<string, Wanted>,
  rows: readonly Row<Kept>[],
  { name, because, compare }: { name: (id: string) => string; because: string; compare?: Compare<Wanted, Kept> },
): Finding[] {
  const kept = Map.groupBy(rows, ({ id }) => id);
  return [...new Set([...expected.keys(), ...kept.keys()])].flatMap((id): Finding[] => {
    const [one, ...more] = kept.get(id) ?? [];
    if (!expected.has(id)) return [{ fault: 'doubled', id: name(id), expected: `none: not ${because}`, seen: 'one' }];
    if (one === undefined) return [{ fault: 'lost', id: name(id), expected: `kept: ${because}`, seen: 'none' }];
    const again = more.map((): Finding => ({ fault: 'doubled', id: name(id), expected: 'one', seen: 'once more' }));
    return [...again, ...(compare?.(name(id), expected.get(id)!, one.kept) ?? [])];
  });
}

type Compare<Wanted, Kept> = (name: string, wanted: Wanted, kept: Kept) => Finding[];
