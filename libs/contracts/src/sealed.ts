import { z } from 'zod';

/** What `complaint.recorded.customer` holds once opened: who complains, and about which number (业务号码). Numbers in E.164. */
export const SealedCustomer = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  businessNumber: z.string().nullable(),
});
export type SealedCustomer = z.infer<typeof SealedCustomer>;

/** 附件: a file that lies elsewhere; exactly one of `url` and `objectId` is set. */
export const FileReference = z.object({
  url: z.string().nullable(),
  objectId: z.string().nullable(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
});
export type FileReference = z.infer<typeof FileReference>;

/** 证据: where to hear and to see it; left out where there is none. */
export const Evidence = z.object({
  /** 录音标识: reference of the call recording. */
  recording: z.string().optional(),
  attachments: z.array(FileReference).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What `complaint.recorded.text` holds once opened: what happened, what the customer wants, and what shows it. */
export const SealedText = Evidence.extend({
  problem: z.string(),
  demand: z.string().nullable(),
  /** 故障时间: ISO 8601 in UTC. */
  faultAt: z.string().optional(),
  /** 处理措施: what was done where it was settled on the spot. */
  done: z.string().optional(),
});
export type SealedText = z.infer<typeof SealedText>;

/** What the `text` of an urge, a supplement or a withdrawal holds once opened; `null` where only evidence came. */
export const SealedRequestText = Evidence.extend({ text: z.string().nullable() });
export type SealedRequestText = z.infer<typeof SealedRequestText>;

/** What `callback.made.said` holds once opened: the customer's words (回访意见). */
export const SealedCallbackText = z.object({ text: z.string() });
export type SealedCallbackText = z.infer<typeof SealedCallbackText>;
