/** The database or the way to it failed, not the work: classes of SQLSTATE and codes of the socket. */
const OUTAGE = new Set([
  '08000', // connection_exception and its kin
  '08001',
  '08003',
  '08004',
  '08006',
  '08P01',
  '28000', // a role that is being changed
  '28P01',
  '3D000', // a database that is being restored
  '25P03', // idle_in_transaction_session_timeout
  '40001', // serialization_failure
  '40P01', // PostgreSQL reports deadlocks as 40P01
  '53000', // insufficient_resources: connections, memory, disk
  '53100',
  '53200',
  '53300',
  '53400',
  '55P03', // lock_not_available
  '57014', // query_canceled, by a timeout or an operator
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P04', // database_dropped
  '57P05', // idle_session_timeout
  '58000', // system_error
  '58030', // io_error
  '25006', // read_only_sql_transaction: a failover is going on
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * What the database also says when one transaction asks too much of it: it kept the server waiting, took more locks than there
 * is room for, or ran into a timeout. Less at a time may then succeed where the same again never would.
 */
const TOO_MUCH = new Set(['25P03', '53200', '57014']);

/** A column, a table or the key of an upsert that is not there. */
const OTHER_TABLES = new Set(['42703', '42P01', '42P10']);

/** What pg and its pool say without any code. */
const OUTAGE_TEXT =
  /connection terminated|client has encountered a connection error|connection is closed|not queryable|timeout exceeded when trying to connect|client was closed/i;

/** DDL of a newer version ran while this connection held a prepared statement. */
const STALE_PLAN = /cached plan must not change result type/;

/**
 * The same work may well succeed later, so the event is not to blame and is never parked for it.
 * Looks through wrapped errors.
 */
export function isOutage(error: unknown): boolean {
  for (const one of chain(error)) {
    const { code, message } = one as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && OUTAGE.has(code)) return true;
    if (typeof message === 'string' && (OUTAGE_TEXT.test(message) || STALE_PLAN.test(message))) return true;
    if (one instanceof OutageError) return true;
  }
  return false;
}

/** An outage, or more work than one transaction may do: halving tells which. */
export function mayBeTooMuch(error: unknown): boolean {
  return chain(error).some((one) => TOO_MUCH.has((one as { code?: unknown }).code as string));
}

/**
 * The tables are not those of this version: a newer instance has migrated them while this one still runs. A handler's event is
 * not to blame; whoever asks for himself ends, so that nobody has to find out why nothing moves.
 */
export function isOfOtherTables(error: unknown): boolean {
  return chain(error).some((one) => OTHER_TABLES.has((one as { code?: unknown }).code as string));
}

/** Thrown by messaging itself when something it needs is away for now. */
export class OutageError extends Error {
  override name = 'OutageError';
}

/** The connection may not be used again after this error. */
export function spoilsConnection(error: unknown): boolean {
  const [first] = chain(error);
  const { code, message } = (first ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (code.startsWith('08') || code.startsWith('57P') || code === '25P03')) return true;
  return typeof message === 'string' && (OUTAGE_TEXT.test(message) || STALE_PLAN.test(message));
}

function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let one = error; one !== null && typeof one === 'object' && !found.includes(one);) {
    found.push(one);
    const { cause, driverError } = one as { cause?: unknown; driverError?: unknown };
    one = driverError ?? cause;
  }
  return found;
}
