import type { Transaction } from '@cc/messaging';
import type { ObjectLiteral } from 'typeorm';
import { Complaint } from '../complaint.entity.js';

/** Rows of the register as entities; `where` speaks of the alias `c`. */
export function selectComplaints(tx: Transaction, where: string, parameters: readonly unknown[]): Promise<Complaint[]> {
  return selectRows(tx, Complaint, `complaints c where ${where}`, parameters);
}

export async function complaintsById(tx: Transaction, ids: readonly string[]): Promise<Map<string, Complaint>> {
  const found = await selectComplaints(tx, 'c.id = any($1::uuid[])', [[...new Set(ids)]]);
  return new Map(found.map((complaint) => [complaint.id, complaint]));
}

/**
 * Rows as entities, or only some fields of them; `from` speaks of the table under the alias `c`. TypeORM's own reading
 * costs five times as much.
 */
export function selectRows<Row extends ObjectLiteral, Field extends keyof Row = keyof Row>(
  tx: Transaction,
  entity: new () => Row,
  from: string,
  parameters: readonly unknown[],
  fields?: readonly Field[],
): Promise<Pick<Row, Field>[]> {
  const { columns } = tx.manager.connection.getMetadata(entity);
  const list = columns
    .filter(({ propertyName }) => !fields || fields.includes(propertyName as Field))
    .map(({ databaseName, propertyName }) => `c."${databaseName}" as "${propertyName}"`);
  return tx.query(`select ${list.join(', ')} from ${from}`, parameters);
}
