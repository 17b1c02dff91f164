import type { HandOver } from './provider.js';

/** Of a refusal's own words no more than this is kept. */
const DETAIL_CHARS = 500;

/**
 * What the gateway finds wrong with the message itself. All else passes or is mended at the gateway or in our configuration, and must
 * cost no message: 401, 403, 404 and 405, a redirect, and 409, which gateways answer while the first request of the same key is under way.
 */
const OF_THE_MESSAGE = new Set([400, 410, 413, 422]);

/** What an answer of the gateway says of the message that was posted. */
export function judged(status: number, words: string): HandOver {
  if (status >= 200 && status < 300) return { result: 'accepted' };
  const detail = `answered ${status}: ${words.slice(0, DETAIL_CHARS)}`;
  const problem = OF_THE_MESSAGE.has(status) ? 'refused' : 'unavailable';
  return { result: problem, problem, detail };
}
