import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../logs/log.js';

/** One line a request. The route instead of the address: a path or a query may hold a customer's number. */
export function requestLog(log: Log) {
  return (
    request: IncomingMessage & { route?: { path?: string } },
    response: ServerResponse,
    next: () => void,
  ): void => {
    const begin = performance.now();
    response.on('finish', () => {
      const route = request.route?.path ?? 'none';
      if (/^\/(health|metrics)/.test(route)) return;
      const durationMs = Math.round(performance.now() - begin);
      log.info('request', { method: request.method ?? '', route, status: response.statusCode, durationMs });
    });
    next();
  };
}
