import { everyFact } from '@cc/contracts';
import type { Received, Transaction } from '@cc/messaging';
import { Injectable } from '@nestjs/common';
import { ArchivedFact } from '../archived-fact.entity.js';
import { monthsOf } from './months.js';
import { sealedFieldsOf, without } from './without-sealed.js';

const sealed = new Map<string, string[]>(everyFact.map((definition) => [definition.type, sealedFieldsOf(definition)]));

export type AnyFact = Received<(typeof everyFact)[number]>;

/** 事实存档. */
@Injectable()
export class FactArchive {
  async keep(facts: readonly AnyFact[], tx: Transaction): Promise<void> {
    await prepareMonths(
      facts.map(({ time }) => time),
      tx,
    );
    await tx.insertAll(
      ArchivedFact,
      facts.map((fact) => ({
        eventId: fact.id,
        recordedAt: fact.time,
        complaintId: fact.data.complaintId,
        type: fact.type,
        organisation: fact.organisation,
        division: fact.division,
        unit: fact.unit,
        publisher: fact.source,
        partition: fact.partition,
        position: String(fact.position),
        data: without(sealed.get(fact.type) ?? [], fact.data),
      })),
    );
  }
}

/**
 * Nothing is remembered of the months that are there: a transaction that is rolled back takes back the month that it
 * made. PostgreSQL looks for the table before it locks anything.
 */
async function prepareMonths(instants: readonly Date[], tx: Transaction): Promise<void> {
  for (const { table, from, until } of monthsOf(instants)) {
    await tx.query(
      `create table if not exists ${table} partition of facts for values from ('${from}') to ('${until}')`,
    );
  }
}
