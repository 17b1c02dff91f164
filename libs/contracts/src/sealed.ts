import { z } from 'zod';

/** What `complaint.recorded.customer` holds once opened: who complains, and about which number (业务号码). Numbers in E.164. */
export const SealedCustomer = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  businessNumber: z.string().nullable(),
});
export type SealedCustomer = z.infer<typeof SealedCustomer>;

/** What `complaint.recorded.text` holds once opened: what happened, and what the customer wants. */
export const SealedText = z.object({ problem: z.string(), demand: z.string().nullable() });
export type SealedText = z.infer<typeof SealedText>;

/** What the `text` of an urge, a supplement or a withdrawal holds once opened. */
export const SealedRequestText = z.object({ text: z.string() });
export type SealedRequestText = z.infer<typeof SealedRequestText>;

/** What `callback.made.said` holds once opened: the customer's words (回访意见). */
export const SealedCallbackText = z.object({ text: z.string() });
export type SealedCallbackText = z.infer<typeof SealedCallbackText>;
