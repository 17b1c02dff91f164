/** What a drill can find wrong; the four numbers of its last line. */
export const FAULTS = ['lost', 'doubled', 'reordered', 'unanswered'] as const;
export type Fault = (typeof FAULTS)[number];

/** One thing that is not as it must be, by its id. */
export interface Finding {
  fault: Fault;
  /** Of what: an event, a submission, an action, a complaint, a figure. */
  id: string;
  expected: string;
  seen: string;
}

/** The line that a drill ends with. */
export function lastLine(kills: number, findings: readonly Finding[]): string {
  const counts = FAULTS.map((fault) => `${fault}=${findings.filter((finding) => finding.fault === fault).length}`);
  return `drill: kills=${kills} ${counts.join(' ')}`;
}

export const inWords = ({ fault, id, expected, seen }: Finding) =>
  `${fault}: ${id}\n    expected: ${expected}\n    seen: ${seen}`;
