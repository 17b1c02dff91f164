/**
 * Which days are worked, in the years that are decreed. Answers are null outside them: a year that is not decreed yet
 * looks like ordinary weeks, and must not be taken for one.
 */
export interface WorkingDays {
  first: number;
  last: number;
  isWorked(day: number): boolean | null;
  /** How many working days there are up to and with `day`; only differences mean something. */
  upTo(day: number): number | null;
  /** The day on which that count is reached. */
  reaching(count: number): number | null;
}

/** `worked` says for each day from `first` on whether it is a working day. */
export function workingDays(first: number, worked: readonly boolean[]): WorkingDays {
  const counts = new Int32Array(worked.length);
  const numbered: number[] = [];
  worked.forEach((works, at) => {
    if (works) numbered.push(first + at);
    counts[at] = numbered.length;
  });
  const upTo = (day: number) => counts[day - first] ?? null;
  return {
    first,
    last: first + worked.length - 1,
    isWorked: (day) => worked[day - first] ?? null,
    upTo,
    reaching: (count) => numbered[count - 1] ?? null,
  };
}
