import {
  SupplementRequested,
  UrgeRequested,
  WithdrawalRequested,
  type DataOf,
  type SealedRequestText,
} from '@cc/contracts';
import type { Fact } from '@cc/messaging';
import type { Sealing } from '@cc/service-kit';

/** 催办, 补充, 撤诉 as routing hears them. They look alike. */
export const REQUESTED = {
  urge: UrgeRequested,
  supplement: SupplementRequested,
  withdrawal: WithdrawalRequested,
} as const;

export type RequestFact = Fact<typeof UrgeRequested>;
type Requested = DataOf<typeof UrgeRequested>;

/** What was said travels sealed, as the complaint's own text does. */
export function requested(
  request: Omit<Requested, 'text'>,
  said: SealedRequestText | null,
  sealing: Sealing,
): Requested {
  if (said === null) return { ...request, text: null };
  const { text, recording, attachments } = said;
  // Field by field: the same words must give the same bytes.
  return { ...request, text: sealing.seal({ text, recording, attachments }, request.complaintId) };
}
