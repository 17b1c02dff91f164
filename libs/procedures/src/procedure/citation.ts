import { z } from 'zod';

/** Where a rule stands in the text its version comes from. `docs/sources.md` maps titles to files. */
export const Citation = z.strictObject({
  article: z.string().min(1).optional(),
  lines: z.string().regex(/^\d+(-\d+)?(, \d+(-\d+)?)*$/, 'must be such as 35, 35-37 or 35, 40-41'),
});

/** Every rule says where it comes from: a text, or us and why. */
export const origin = {
  cite: Citation.optional(),
  /** Why this value of ours is needed and chosen. */
  ours: z.string().min(1).optional(),
  /** Gaps of the text that this rule of an overlay fills. */
  fills: z.array(z.string().min(1)).min(1).optional(),
};

export interface Cited {
  cite?: z.infer<typeof Citation> | undefined;
  ours?: string | undefined;
  fills?: readonly string[] | undefined;
}

/** The words of a `Reason`: title, article and lines, or `ours`. */
export function sourceOf({ cite, ours }: Cited, title: string): string {
  if (!cite) return ours === undefined ? 'unknown' : 'ours';
  return [title, cite.article, `lines ${cite.lines}`].filter((part) => part !== undefined).join(', ');
}
