import { z } from 'zod';

/** PostgreSQL holds neither a null character nor half of a surrogate pair (`\p{Cs}` under the `u` flag). */
const isStorable = (written: string) => !/[\0\p{Cs}]/u.test(written);

const characters = {
  rule: 'characters',
  zh: '含有空字符（\\u0000）或不成对的代理字符（\\ud800 至 \\udfff），请删除',
  en: 'holds a null character (\\u0000) or a lone surrogate (\\ud800 to \\udfff); remove it',
};

/** Only characters that can be kept. */
export const storable = <Schema extends z.ZodType<string, string>>(schema: Schema) =>
  schema.refine(isStorable, { params: characters }).meta({ not: { type: 'string', pattern: '[\\u0000\\p{Cs}]' } });

/** Text of a stranger that says something: white space alone is no answer. */
export const text = (max: number) => storable(z.string().regex(/\S/).max(max));
