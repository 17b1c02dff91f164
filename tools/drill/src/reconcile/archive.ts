import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/** A fact as reporting keeps it. */
export interface Archived {
  id: string;
  /** Its complaint or its case. */
  stream: string;
}

/** The archive holds each fact of the journals once, and those of a complaint or a case in their order. */
export function checkArchive(facts: readonly LogRecord[], archived: readonly Archived[]): Finding[] {
  const kept = Map.groupBy(archived, ({ stream }) => stream);
  const sent = Map.groupBy(facts, ({ key }) => key!);
  return [...new Set([...sent.keys(), ...kept.keys()])].flatMap((stream) =>
    compare(
      stream,
      (sent.get(stream) ?? []).map(({ id }) => id),
      (kept.get(stream) ?? []).map(({ id }) => id),
    ),
  );
}

function compare(stream: string, sent: readonly string[], kept: readonly string[]): Finding[] {
  const id = (event: string) => `archive of ${stream}, event ${event}`;
  const twice = kept.filter((event, at) => kept.indexOf(event) !== at || !sent.includes(event));
  const findings: Finding[] = [
    ...sent
      .filter((event) => !kept.includes(event))
      .map((event): Finding => ({
        fault: 'lost',
        id: id(event),
        expected: 'kept by reporting',
        seen: 'not there',
      })),
    ...twice.map((event): Finding => ({
      fault: 'doubled',
      id: id(event),
      expected: 'kept once by reporting',
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
          id: `archive of ${stream}`,
          expected: `event ${sent[at]} in place ${at + 1}`,
          seen: `event ${kept[at]}`,
        },
      ];
}
