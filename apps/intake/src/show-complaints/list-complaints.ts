import { ChannelLevel, Nature } from '@cc/contracts';
import { pageCursor, scopeWhere, type Caller } from '@cc/service-kit';
import { z } from 'zod';
import { STATUSES, type Complaint } from '../complaint.entity.js';

const day = z.iso.date();

const { Cursor, toCursor } = pageCursor(z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]));

/** The filters of the list. */
export const ListQuery = z.strictObject({
  status: z.enum(STATUSES).optional(),
  division: z.string().max(16).optional(),
  handlingDivision: z.string().max(16).optional(),
  nature: Nature.optional(),
  channelLevel: ChannelLevel.optional(),
  from: day.optional().describe('first local day of the organisation'),
  to: day.optional().describe('last local day, included'),
  number: z.string().max(64).optional().describe('a full business number'),
  lastFour: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .describe('末四位: its last four digits'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: Cursor.optional().describe('`next` of the page before'),
});
export type ListQuery = z.output<typeof ListQuery>;

/** Where the next page goes on; the list is newest first. */
export const cursorAfter = ({ recordedAt, id }: Pick<Complaint, 'recordedAt' | 'id'>): string =>
  toCursor([recordedAt.toISOString(), id]);

/** Hashes of the numbers asked for, and the instants between which the local days lie. */
export interface Resolved {
  numberHash: string | null;
  lastFourHash: string | null;
  from: Date | null;
  before: Date | null;
}

/** The predicate of one page: first the scope, then what was asked. */
export function pageWhere(
  caller: Caller,
  query: ListQuery,
  resolved: Resolved,
): { where: string; parameters: unknown[] } {
  const scope = scopeWhere(caller, 'c');
  const parameters = [...scope.params];
  const clauses = [scope.sql];
  const where = (sql: (parameter: string) => string, value: unknown) => {
    if (value === undefined || value === null) return;
    parameters.push(value);
    clauses.push(sql(`$${parameters.length}`));
  };
  where((p) => `c.status = ${p}`, query.status);
  where((p) => `c.division = ${p}`, query.division);
  where((p) => `c.handling_division = ${p}`, query.handlingDivision);
  where((p) => `c.nature = ${p}`, query.nature);
  where((p) => `c.channel_level = ${p}`, query.channelLevel);
  where((p) => `c.number_hash = ${p}`, resolved.numberHash);
  where((p) => `c.last_four_hash = ${p}`, resolved.lastFourHash);
  where((p) => `c.recorded_at >= ${p}`, resolved.from);
  where((p) => `c.recorded_at < ${p}`, resolved.before);
  if (query.after) {
    parameters.push(...query.after);
    const [at, id] = [parameters.length - 1, parameters.length];
    clauses.push(`(c.recorded_at, c.id) < ($${at}::timestamptz, $${id}::uuid)`);
  }
  parameters.push(query.limit + 1);
  const page = `order by c.recorded_at desc, c.id desc limit $${parameters.length}`;
  return { where: `${clauses.join(' and ')} ${page}`, parameters };
}
