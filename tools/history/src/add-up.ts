import type { Language } from '@cc/procedures';

/** What an import says against what the file held. */
export interface Sums {
  /** Rows of the file, read to its end before anything was sent. */
  read: number;
  /** Rows that have their outcome: refused here, or with a receipt in the log, which is read again for it. */
  done: number;
  doubled: number;
}

export const missingOf = ({ read, done }: Pick<Sums, 'read' | 'done'>) => Math.max(0, read - done);

/** In words what does not add up; empty where every row of the file has one outcome. */
export function whatDiffers({ read, done, doubled }: Sums, language: Language): string[] {
  const words = WORDS[language];
  return [
    ...(done < read ? [words.missing(read - done, read)] : []),
    ...(done > read ? [words.tooMany(done, read)] : []),
    ...(doubled > 0 ? [words.doubled(doubled)] : []),
  ];
}

const WORDS = {
  zh: {
    missing: (missing: number, rows: number) => `${rows} 行中有 ${missing} 行没有结果`,
    tooMany: (done: number, rows: number) => `${done} 行有结果，而文件只有 ${rows} 行：文件是否被改动过？`,
    doubled: (rows: number) => `${rows} 行各留下了两件投诉`,
  },
  en: {
    missing: (missing: number, rows: number) =>
      `${missing} of ${rows} rows ${missing === 1 ? 'has' : 'have'} no outcome`,
    tooMany: (done: number, rows: number) =>
      `${done} rows have an outcome, and the file held ${rows}: was it changed meanwhile?`,
    doubled: (rows: number) => `${rows === 1 ? '1 row' : `${rows} rows`} left two complaints on record`,
  },
} satisfies Record<Language, object>;
