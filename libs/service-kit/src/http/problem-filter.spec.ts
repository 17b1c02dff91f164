import { PassThrough } from 'node:stream';
import type { ArgumentsHost } from '@nestjs/common';
import { OutboxFull } from '@cc/messaging';
import { Log } from '../logs/log.js';
import { ProblemFilter } from './problem-filter.js';

/** What a caller sees of an error. */
function answerTo(error: unknown) {
  const headers = new Map<string, unknown>();
  let body = '';
  const response = {
    statusCode: 200,
    headersSent: false,
    setHeader: (name: string, value: unknown) => headers.set(name, value),
    end: (text: string) => void (body = text),
  };
  const http = { getRequest: () => ({ url: '/submissions?number=13800138000' }), getResponse: () => response };
  const filter = new ProblemFilter(new Log('intake', 'silent', new PassThrough()));
  filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { status: response.statusCode, headers, body: JSON.parse(body) as object };
}

describe('what HTTP answers to an error', () => {
  it('asks to come again in a moment while the outbox is full', () => {
    const { status, headers, body } = answerTo(new OutboxFull(50_000));

    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe(5);
    expect(body).toMatchObject({ type: '/problems/unavailable', status: 503, instance: '/submissions' });
  });

  it('tells nobody outside what we did not foresee, nor when to come again', () => {
    const { status, headers, body } = answerTo(new Error('the row of 13800138000 is broken'));

    expect(status).toBe(500);
    expect(headers.has('retry-after')).toBe(false);
    expect(JSON.stringify(body)).not.toContain('13800138000');
  });
});
