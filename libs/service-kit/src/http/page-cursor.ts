import { z } from 'zod';

/** Longer than any place; what is longer was not written here. */
const MOST = 512;

/** Where a page of a list ended, as text that the caller gives back in `after`; what no list gave out is refused. */
export function pageCursor<Place>(place: z.ZodType<Place>) {
  return {
    toCursor: (where: Place): string => Buffer.from(JSON.stringify(where)).toString('base64url'),
    Cursor: z
      .string()
      .max(MOST)
      .transform((text, context): Place => {
        const read = place.safeParse(unpacked(text));
        if (read.success) return read.data;
        const params = {
          rule: 'cursor',
          zh: '不是本列表给出的游标；请原样使用上一页的 next',
          en: 'is no cursor that this list gave; use the `next` of an earlier page as it is',
        };
        context.addIssue({ code: 'custom', params });
        return z.NEVER;
      }),
  };
}

function unpacked(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined; // No place has this form: the caller hears that it is no cursor.
  }
}
