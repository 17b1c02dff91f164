import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';
import { checkRows } from './rows.js';

/** A complaint on record in a service: in the register, in the reports, or as somebody to write to. */
export interface StoredRecord {
  service: string;
  complaintId: string;
}

const KEEPERS = ['intake', 'notification', 'reporting'] as const;

/** Each service that keeps every complaint has each that was recorded and no other, once. */
export function checkRecords(facts: readonly LogRecord[], records: readonly StoredRecord[]): Finding[] {
  const recorded = new Map(
    facts.filter(({ type }) => type === 'complaint.recorded.v1').map((fact) => [fact.key!, fact]),
  );
  return KEEPERS.flatMap((service) =>
    checkRows(
      recorded,
      records
        .filter((record) => record.service === service)
        .map(({ complaintId }) => ({ id: complaintId, kept: null })),
      { name: (complaint) => `complaint ${complaint} in ${service}`, because: 'recorded' },
    ),
  );
}
