import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/** A fact as reporting keeps it. */
export interface Archived {
  id: string;
  complaintId: string;
}

/** The archive holds each fact of the journal once, and those of a complaint in the journal's order. */
export function checkArchive(facts: readonly LogRecord[], archived: readonly Archived[]): Finding[] {
  const kept = Map.groupBy(archived, ({ complaintId }) => complaintId);
  const sent = Map.groupBy(facts, ({ key }) => key!);
  return [...new Set([...sent.keys(), ...kept.keys()])].flatMap((complaint) =>
    compare(
      complaint,
      (sent.get(complaint) ?? []).map(({ id }) => id),
      (kept.get(complaint) ?? []).map(({ id }) => id),
    ),
  );
}

function compare(complaint: string, sent: readonly string[], kept: readonly string[]): Finding[] {
  const id = (event: string) => `complaint ${complaint}, event ${event}`;
  const twice = kept.filter((event, at) => kept.indexOf(event) !== at || !sent.includes(event));
  const findings: Finding[] = [
    ...sent
      .filter((event) => !kept.includes(event))
      .map((event): Finding => ({
        fault: 'lost',
        id: id(event),
        expected: 'in the archive of reporting',
        seen: 'not there',
      })),
    ...twice.map((event): Finding => ({
      fault: 'doubled',
      id: id(event),
      expected: 'once in the archive',
      seen: 'once more',
    })),
  ];
  if (findings.length > 0) return findings;
  const at = sent.findIndex((event, index) => event !== kept[index]);
  return at < 0
    ? []
    : [
        {
          fault: 'reordered',
          id: `complaint ${complaint}`,
          expected: `event ${sent[at]} in place ${at + 1}`,
          seen: `event ${kept[at]}`,
        },
      ];
}
