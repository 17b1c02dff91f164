import { SupplementRequested, UrgeRequested, WithdrawalRequested, type DataOf } from '@cc/contracts';
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
export function requested(request: Omit<Requested, 'text'>, said: string | null, sealing: Sealing): Requested {
  return { ...request, text: said === null ? null : sealing.seal({ text: said }, request.complaintId) };
}
