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
export function whatDiffers({ read, done, doubled }: Sums): string[] {
  return [
    ...(done < read ? [`${read - done} of ${read} rows have no outcome`] : []),
    ...(done > read ? [`${done} rows have an outcome, and the file held ${read}: was it changed meanwhile?`] : []),
    ...(doubled > 0 ? [`${doubled} rows left two complaints on record`] : []),
  ];
}
