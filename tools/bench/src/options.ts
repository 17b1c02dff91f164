/** What a run of the bench is to do, from its environment. */
export interface Options {
  only: 'all' | 'batches' | 'one';
  tickets: number;
  /** Submissions a second of the open loop; null: half of what the machine took at most. */
  rate: number | null;
  /** How long the open loop goes on, in seconds. */
  steadySeconds: number;
  profile: boolean;
  /** For how many seconds the same rate is kept up; null: no soak. */
  soakSeconds: number | null;
  /** With which commit this one is compared; null: with none. */
  compare: string | null;
  /** How often both are measured. */
  pairs: number;
}

const DEFAULT_TICKETS = 4000;
/** One event a batch is twenty times slower. */
const DEFAULT_TICKETS_ONE = 1000;
const DEFAULT_STEADY_SECONDS = 20;
/** Three in turn say whether a difference is one, and still fit into a few minutes. */
const DEFAULT_PAIRS = 3;
const MOST_TICKETS = 1_000_000;
const MOST_RATE = 10_000;
/** Memory is looked at every five seconds, and a trend needs some. */
const SHORTEST_SOAK_S = 30;
const LONGEST_SOAK_S = 8 * 3600;

export class BadOption extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

export function optionsFrom(environment: Environment): Options {
  const only = environment['ONLY'] ?? 'all';
  if (only !== 'all' && only !== 'batches' && only !== 'one') {
    throw new BadOption(
      `ONLY=${only}: write ONLY=batches (the burst alone) or ONLY=one (one event a batch, beside batches)`,
    );
  }
  return {
    only,
    tickets: wholeNumber(environment, 'TICKETS', only === 'one' ? DEFAULT_TICKETS_ONE : DEFAULT_TICKETS, MOST_TICKETS),
    rate: environment['RATE'] === undefined ? null : wholeNumber(environment, 'RATE', 0, MOST_RATE),
    steadySeconds: wholeNumber(environment, 'SECONDS', DEFAULT_STEADY_SECONDS, 3600),
    profile: environment['PROFILE'] !== undefined,
    soakSeconds: environment['SOAK'] === undefined ? null : duration(environment['SOAK']),
    compare: environment['COMPARE'] ?? null,
    pairs: wholeNumber(environment, 'PAIRS', DEFAULT_PAIRS, 100),
  };
}

/** `90s`, `10m`, `2h`. */
function duration(written: string): number {
  const [, number, unit] = /^(\d+)([smh])$/.exec(written) ?? [];
  const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
  if (!(seconds >= SHORTEST_SOAK_S && seconds <= LONGEST_SOAK_S)) {
    throw new BadOption(`SOAK=${written}: write a time from 30s to 8h, for example SOAK=10m`);
  }
  return seconds;
}

function wholeNumber(environment: Environment, name: string, otherwise: number, most: number): number {
  const written = environment[name];
  if (written === undefined) return otherwise;
  const number = /^\d+$/.test(written) ? Number(written) : NaN;
  if (!(number >= 1 && number <= most)) {
    throw new BadOption(
      `${name}=${written}: write a whole number from 1 to ${most}, for example ${name}=${otherwise || 100}`,
    );
  }
  return number;
}
