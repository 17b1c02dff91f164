import type { Submission } from '@cc/contracts';

/**
 * What a submission says, written one way: order of fields, white space, and fields that say nothing (null, false, empty)
 * make no difference, so that a field added to the contract later does not turn yesterday's duplicate into a conflict.
 */
export function contentOf(submission: Submission): string {
  return JSON.stringify(saying({ ...submission, items: submission.items.map(withoutOrigin) }));
}

/** Where a row of an export stands is not what it says: one that moved down a line is the same complaint of the past. */
function withoutOrigin(item: Submission['items'][number]): object {
  if (item.kind !== 'past') return item;
  const { origin: _origin, ...says } = item;
  return says;
}

function saying(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((each) => saying(each) ?? null);
  if (typeof value !== 'object' || value === null)
    return value === false || value === '' ? undefined : (value ?? undefined);

  const fields = Object.entries(value)
    .map(([name, held]) => [name, saying(held)] as const)
    .filter(([, held]) => held !== undefined && !isEmpty(held))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields);
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
