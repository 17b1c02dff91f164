import { scopeWhere, type Caller } from '@cc/service-kit';
import type { EntityMetadata } from 'typeorm';
import type { Filters } from './filters.js';

/** The rows of a page, and one more where there is another page. */
export function pageOfClocks(filters: Filters, caller: Caller, { columns }: EntityMetadata) {
  const scope = scopeWhere(caller, 'c');
  const parameters: unknown[] = [...scope.params];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const conditions = [scope.sql, 'c.due_at is not null'];

  if (filters['due-before']) conditions.push(`c.due_at < ${value(filters['due-before'])}`);
  if (filters['due-from']) conditions.push(`c.due_at >= ${value(filters['due-from'])}`);
  if (filters.missed !== undefined) conditions.push(`(c.missed_at is not null) = ${value(filters.missed)}`);
  if (filters.division) conditions.push(`c.division = ${value(filters.division)}`);
  if (filters.unit) conditions.push(`c.unit = ${value(filters.unit)}`);
  if (filters.basis) conditions.push(termsWhere(`basis ->> 'id' = ${value(filters.basis)}`));
  if (filters.rule) conditions.push(termsWhere(`rule = ${value(filters.rule)}`));
  if (filters.after) {
    const [dueAt, complaintId, clockId] = filters.after;
    conditions.push(
      `(c.due_at, c.complaint_id, c.clock_id) > ` +
        `(${value(dueAt)}::timestamptz, ${value(complaintId)}::uuid, ${value(clockId)})`,
    );
  }
  const limit = value(filters.limit + 1);
  // Each state is a range of the index in the order asked for: what is over is not gone through to find what runs.
  const ofState = [...new Set(filters.state)].map(
    (state) =>
      `(select c.* from clocks c where ${[...conditions, `c.state = ${value(state)}`].join(' and ')}
           order by c.due_at, c.complaint_id, c.clock_id limit ${limit})`,
  );
  const properties = columns.map(({ databaseName, propertyName }) => `c.${databaseName} as "${propertyName}"`);
  const sql = `select ${properties.join(', ')} from (${ofState.join(' union all ')}) c
                  order by c.due_at, c.complaint_id, c.clock_id limit ${limit}`;
  return { sql, parameters };
}

const termsWhere = (condition: string) => `c.terms_id in (select id from clock_terms where ${condition})`;
