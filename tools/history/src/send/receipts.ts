import { HEADER, topics, type Outcome, type Violation } from '@cc/contracts';
import { headerOf, type Broker, type BrokerRecord, type Consumption, type Place } from '@cc/messaging';
import type { Answer } from './in-flight.js';

/** A receipt as it concerns an import: a row is a submission of one item. */
export interface Receipt extends Answer {
  /** Of the record: the same one may stand in the log twice. */
  id: string;
  /** Of a duplicate that was refused the first time: `refused`, with the reasons of then. */
  outcome: Outcome;
  violations: Violation[];
}

interface Written {
  sourceId: string;
  items: { outcome: Outcome; first: Outcome | null; violations: Violation[] }[];
}

function toReceipt(partition: number, record: BrokerRecord): Receipt {
  const { sourceId, items } = JSON.parse(String(record.value)) as Written;
  const [{ outcome, first, violations }] = items as [Written['items'][number]];
  return {
    id: headerOf(record.headers, HEADER.id) ?? '',
    partition,
    offset: record.offset,
    sourceId,
    outcome: outcome === 'duplicate' && first === 'refused' ? first : outcome,
    violations,
  };
}

/** The receipts from some places to the present end of the log. */
export function scanReceipts(
  broker: Broker,
  source: string,
  from: { partition: number; offset: bigint }[],
  visit: (receipt: Receipt) => void,
): Promise<void> {
  return broker.scan(topics.receipts(source), from, (partition, record) => visit(toReceipt(partition, record)));
}

/** Reads the receipts that come from some places on, in a group for this import alone: nobody else's reading is disturbed. */
export function followReceipts(
  broker: Broker,
  source: string,
  group: string,
  from: ReadonlyMap<number, bigint>,
  visit: (receipt: Receipt) => void,
): Promise<Consumption> {
  const begin = ({ topic, partition }: Place) => ({ topic, partition, offset: from.get(partition) ?? 0n });
  return broker.consume(group, [topics.receipts(source)], {
    startAt: async (assigned) => assigned.map(begin),
    revoked: () => undefined,
    apply: async ({ partition, records, end }) => {
      for (const record of records) visit(toReceipt(partition, record));
      const last = records.at(-1);
      return last ? last.offset + 1n : end;
    },
  });
}
