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
  /** Months whose partition this process has seen. */
  private readonly months = new Set<string>();

  async keep(facts: readonly AnyFact[], tx: Transaction): Promise<void> {
    await this.prepareMonths(
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

  private async prepareMonths(instants: readonly Date[], tx: Transaction): Promise<void> {
    for (const { table, from, until } of monthsOf(instants)) {
      if (this.months.has(table)) continue;
      await tx.query(
        `create table if not exists ${table} partition of facts for values from ('${from}') to ('${until}')`,
      );
      this.months.add(table);
    }
  }
}
