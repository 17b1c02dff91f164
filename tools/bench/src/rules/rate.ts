/** How often something is done in a second of one core, over several rounds. */
export interface Rate {
  median: number;
  /** 95 of 100 rounds were at least as fast. */
  p95: number;
}

/** Counts processor time, not the clock on the wall: what else the machine does must not look like our slowness. */
export function rate(once: (nth: number) => void, rounds: number, roundMs = 100): Rate {
  let nth = 0;
  /** As many at a time as take a tenth of a round, so that asking for the time costs nothing. */
  let together = 1;
  const during = (ms: number) => {
    const started = cpuMs();
    const first = nth;
    for (;;) {
      const before = cpuMs();
      for (let more = 0; more < together; more++) once(nth++);
      const now = cpuMs();
      if (now - before < roundMs / 10) together *= 2;
      if (now - started >= ms) return ((nth - first) / (now - started)) * 1000;
    }
  };
  // The compiler is warm before the first round.
  during(4 * roundMs);
  const rates = Array.from({ length: rounds }, () => during(roundMs)).sort((one, other) => one - other);
  return { median: rates[rounds >> 1]!, p95: rates[Math.floor(rounds * 0.05)]! };
}

export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
