import { parseArgs } from 'node:util';

export interface MonthOptions {
  seed: number;
  complaints: number;
}

const MOST_COMPLAINTS = 100_000;

/** `--seed 2 --complaints 500`; throws what is wrong and what would be right. */
export function monthOptions(args: readonly string[]): MonthOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, complaints: { type: 'string', default: '1000' } },
  });
  return {
    seed: wholeNumber('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
    complaints: wholeNumber('complaints', values.complaints, 1, MOST_COMPLAINTS),
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const hint = name === 'seed' ? 'SEED=2' : 'COMPLAINTS=500';
  throw new Error(
    `${name} must be a whole number from ${least} to ${most}, not "${text}"; for instance make demo ${hint}`,
  );
}
