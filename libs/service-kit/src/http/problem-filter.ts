import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PROBLEM_MEDIA_TYPE } from '@cc/contracts';
import { OutboxFull } from '@cc/messaging';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Log } from '../logs/log.js';
import { Problem } from './problem.js';

/** A relay that comes back sends thousands of events a second. */
const RETRY_AFTER_SECONDS = 5;

/** Every answer that is no success is a problem in the sense of RFC 9457. What we did not foresee is logged, not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<IncomingMessage>();
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const problem = problemOf(error).details;
    if (problem.status >= 500) this.log.error('request failed', { error });
    // A handler that had already begun to answer cannot take it back.
    if (response.headersSent) return void response.destroy();
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (error instanceof OutboxFull) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
    response.statusCode = problem.status;
    response.setHeader('content-type', PROBLEM_MEDIA_TYPE);
    response.end(JSON.stringify({ ...problem, instance: request.url?.split('?')[0] }));
  }
}

/** Any error in the words that its caller may see. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  const known = OF_STATUS[status] ?? { type: 'refused', zh: '请求被拒绝', en: 'Request refused' };
  return new Problem({ status, type: known.type, title: { zh: known.zh, en: known.en } });
}

/** Nest's own errors, and those of the body parser, which carry a status without being Nest's. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof OutboxFull) return 503;
  const { status, expose } = error as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' ? status : 500;
}

const OF_STATUS: Record<number, { type: string; zh: string; en: string }> = {
  400: { type: 'bad-request', zh: '请求无法读取', en: 'The request cannot be read' },
  404: { type: 'not-found', zh: '没有找到', en: 'Not found' },
  413: { type: 'too-large', zh: '请求过大', en: 'The request is too large' },
  415: { type: 'unsupported-media-type', zh: '不支持的内容类型', en: 'The content type is not supported' },
  500: { type: 'internal', zh: '内部错误', en: 'Internal error' },
  503: { type: 'unavailable', zh: '暂时不可用', en: 'Not available at the moment' },
};
