/** Words for the regular expressions of the contracts, which say little to whoever broke one. Keyed by their source. */
const TEXTS: Record<string, { zh: string; en: string }> = {
  '/^[a-z0-9-]{1,16}$/': {
    zh: '只能是小写字母、数字和连字符，最多 16 个，例如 cc-44',
    en: 'must be lower-case letters, digits and hyphens, at most 16, for example cc-44',
  },
  '/^\\d{2}(\\d{4})?$/': {
    zh: '必须是 2 位或 6 位的行政区划代码（GB/T 2260），例如 44、440100',
    en: 'must be a GB/T 2260 code of 2 or 6 digits, for example 44, 440100',
  },
  '/^[A-Za-z][A-Za-z0-9-]{0,63}$/': {
    zh: '必须是处理规程中的名称：以字母开头的字母、数字和连字符，最多 64 个，例如 result、return-slip',
    en: 'must be a name of the procedures: letters, digits and hyphens, a letter first, at most 64, for example result, return-slip',
  },
  '/\\S/': { zh: '不能为空', en: 'must not be empty' },
  '/^[\\x21-\\x7e]{1,128}$/': {
    zh: '必须是 1 至 128 个可见的 ASCII 字符，不含空格',
    en: 'must be 1 to 128 visible ASCII characters without spaces',
  },
  '/^[\\w.+-]+\\/[\\w.+-]+$/': {
    zh: '必须是媒体类型，例如 image/jpeg',
    en: 'must be a media type, for example image/jpeg',
  },
  '/^[0-9a-f]{64}$/': {
    zh: '必须是 64 位小写十六进制的 SHA-256',
    en: 'must be a SHA-256 of 64 lower-case hexadecimal digits',
  },
};

/** What a pattern asks for, in words; undefined for a pattern that has none. */
export function patternTexts(pattern: string | undefined): { zh: string; en: string } | undefined {
  return pattern !== undefined && Object.hasOwn(TEXTS, pattern) ? TEXTS[pattern] : undefined;
}
