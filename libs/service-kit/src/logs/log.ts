import type { LoggerService } from '@nestjs/common';
import { withoutPersonalData } from '@cc/contracts';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { ServiceSettings } from '../config/service-settings.js';

/** What a line of the log may say beside its message. Anything else is left out, so that nobody logs a person by mistake. */
const ALLOWED = [
  'complaintId',
  'workOrderId',
  'eventId',
  'requestId',
  'messageId',
  'type',
  'topic',
  'partition',
  'offset',
  'position',
  'consumer',
  'publisher',
  'organisation',
  'division',
  'unit',
  'method',
  'route',
  'status',
  'durationMs',
  'count',
  'area',
  'report',
  'period',
  'timer',
  'port',
  'signal',
  'context',
  'error',
] as const;

export type LogFields = Partial<Record<Exclude<(typeof ALLOWED)[number], 'error'>, string | number | bigint | null>> & {
  error?: unknown;
};

/** Our own lines pass fields, which the compiler knows; Nest passes the error, or its stack, and the name of a class. */
type Rest = LogFields | Error | string | undefined;

/** One JSON object a line on standard output, with the trace id and without personal data. Nest and the services write to it. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(service: string, level: ServiceSettings['logLevel'], destination?: DestinationStream) {
    this.pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }), log: allowed },
        mixin: currentTrace,
      },
      // Synchronous, so that the last words of a dying process are not lost.
      destination ?? pino.destination({ fd: 1, sync: true }),
    );
  }

  info(message: string, fields: LogFields = {}): void {
    this.pino.info(fields, withoutPersonalData(message));
  }

  /** Nest's word for `info`; it passes the name of the class that speaks. */
  log(message: unknown, ...context: unknown[]): void {
    this.pino.info({ context: context.at(-1) }, withoutPersonalData(String(message)));
  }

  warn(message: unknown, ...rest: Rest[]): void {
    this.pino.warn(fieldsOf(message, rest), textOf(message));
  }

  error(message: unknown, ...rest: Rest[]): void {
    this.pino.error(fieldsOf(message, rest), textOf(message));
  }

  fatal(message: unknown, ...rest: Rest[]): void {
    this.pino.fatal(fieldsOf(message, rest), textOf(message));
  }

  debug(message: unknown, ...rest: Rest[]): void {
    this.pino.debug(fieldsOf(message, rest), textOf(message));
  }

  verbose(message: unknown, ...rest: Rest[]): void {
    this.pino.trace(fieldsOf(message, rest), textOf(message));
  }
}

const textOf = (message: unknown) =>
  withoutPersonalData(message instanceof Error ? message.name : typeof message === 'string' ? message : '');

function fieldsOf(message: unknown, rest: Rest[]): object {
  const [first] = rest;
  const own = typeof first === 'object' && first !== null && !(first instanceof Error) ? first : {};
  const error = [message, ...rest].find((one) => one instanceof Error);
  const context = rest.findLast((one) => typeof one === 'string' && !one.includes('\n'));
  return { ...(error !== undefined && { error }), ...(context !== undefined && { context }), ...own };
}

function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const named = ALLOWED.filter((name) => fields[name] !== undefined && fields[name] !== null);
  const kept = named.map((name) => [name, name === 'error' ? errorOf(fields[name]) : valueOf(fields[name])] as const);
  return { ...Object.fromEntries(kept), ...traceIn(fields) };
}

const valueOf = (value: unknown) =>
  typeof value === 'number' ? value : withoutPersonalData(String(value as string | bigint));

/** Where it happened and what kind it was. PostgreSQL's `detail` and `where` hold values of rows, so they stay out. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutPersonalData(String(error)) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    name,
    ...(typeof code === 'string' && { code }),
    message: withoutPersonalData(message),
    ...(frames?.length && { stack: frames.join('\n') }),
    ...(cause !== undefined && { cause: errorOf(cause) }),
  };
}

function currentTrace(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}

const traceIn = ({ traceId, spanId }: Record<string, unknown>) => (traceId ? { traceId, spanId } : {});
