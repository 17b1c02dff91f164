import type { WorkActionSubmitted } from '@cc/contracts';

/**
 * What an action asks, written one way: who does what to which work. When it was done is left out, for a system that
 * sends an action again may stamp it anew.
 */
export const askedOf = ({ complaintId, workOrderId, by, do: action }: WorkActionSubmitted): string =>
  JSON.stringify({ complaintId, workOrderId, by: [by.role, by.id], do: action }, inOrder);

/** The order of an object's names says nothing. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
