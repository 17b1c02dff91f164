import { setTimeout as delay } from 'node:timers/promises';

/** Whether something answers in time. The reason why not is for the log, not for whoever asks. */
export async function within(ms: number, answer: Promise<unknown>): Promise<'ok' | 'failed' | 'no answer'> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      answer.then(
        () => 'ok' as const,
        () => 'failed' as const,
      ),
      delay(ms, 'no answer' as const, { signal: timer.signal }),
    ]);
  } finally {
    timer.abort();
  }
}
