import { Unprocessable } from '@cc/messaging';

/** Without the organisation's data nothing can be decided: the event waits, parked, until it is there. */
export function knownOrganisation<Organisation>(
  organisations: { ids(): readonly string[]; of(id: string): Organisation },
  id: string,
): Organisation {
  if (organisations.ids().includes(id)) return organisations.of(id);
  throw new Unprocessable(`unknown organisation ${id}; known: ${organisations.ids().join(', ')}`);
}
