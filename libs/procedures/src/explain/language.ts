/** The languages that people who use the rules read. */
export type Language = 'zh' | 'en';
