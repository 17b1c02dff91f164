import type { ServiceName } from '@cc/contracts';
import { services, type Platform } from '@cc/platform';

/** Seconds until a service that was started says that it is ready. */
export interface Starts {
  /** Alone, while Kafka and PostgreSQL run. */
  aloneSeconds: Record<ServiceName, number>;
  /** All at once, until the last is ready. */
  allSeconds: number;
}

/** Starts again what has stopped, all at once and then one by one. */
export async function starts({ processes, restart }: Platform): Promise<Starts> {
  const timed = async (some: readonly ServiceName[]): Promise<number> => {
    const from = performance.now();
    await Promise.all(some.map((name) => restart(name)));
    const seconds = (performance.now() - from) / 1000;
    await Promise.all(some.map((name) => processes[name].stop()));
    return seconds;
  };
  const allSeconds = await timed(services);
  const alone: [ServiceName, number][] = [];
  for (const name of services) alone.push([name, await timed([name])]);
  return { allSeconds, aloneSeconds: Object.fromEntries(alone) as Record<ServiceName, number> };
}
