import { z } from 'zod';

/** What people read, in both languages. */
export const Name = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Name = z.infer<typeof Name>;
