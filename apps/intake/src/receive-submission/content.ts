import { instantText, type Submission } from '@cc/contracts';

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
  if (value instanceof Date) return instantText(value);
  if (Array.isArray(value)) return value.map((each) => saying(each) ?? null);
  if (typeof value !== 'object' || value === null)
    return value === false || value === '' ? undefined : (value ?? undefined);

  const said: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(value).sort()) {
    const held = saying((value as Record<string, unknown>)[name]);
    if (held !== undefined && !isEmpty(held)) said[name] = held;
  }
  return said;
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
