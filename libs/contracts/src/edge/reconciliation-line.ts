import { Outcome } from '../values.js';

/** Items in against what became of them, in one line. */
export function reconciliationLine({
  submissions,
  items,
  outcomes,
  bounced,
  missing,
  doubled,
}: {
  submissions: number;
  items: number;
  outcomes: Readonly<Record<Outcome, number>>;
  bounced: number;
  missing: number;
  doubled: number;
}): string {
  const each = Outcome.options.map((outcome) => `${outcome}=${outcomes[outcome]}`).join(' ');
  return `reconciled: submissions=${submissions} items=${items} outcomes: ${each} bounced=${bounced} missing=${missing} doubled=${doubled}`;
}
