import { z } from 'zod';
import { instantText } from './instant-text.js';

/** An instant: ISO 8601 with zone on the wire, `Date` in code. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: instantText,
});

/** A day of the organisation's calendar, `2026-11-24`. */
export const LocalDate = z.iso.date().brand<'LocalDate'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** Organisations, divisions and units are short lower-case names; a province is its GB/T 2260 code. */
export const ScopeName = z.string().regex(/^[a-z0-9-]{1,16}$/);

/** GB/T 2260 code of a province (2 digits) or a place in it (6 digits). */
export const RegionCode = z.string().regex(/^\d{2}(\d{4})?$/);

/** A procedure (处理规程) in the version that a ticket runs under. */
export const BasisVersion = z.object({ id: z.string(), version: z.string() });
export type BasisVersion = z.infer<typeof BasisVersion>;

/** Which rule made a decision, and where that rule is written. */
export const Reason = z.object({ rule: z.string(), basis: z.string(), version: z.string(), source: z.string() });
export type Reason = z.infer<typeof Reason>;

/** Personal data or complaint text, AES-256-GCM under a key of the ring: `<key id>.<nonce>.<ciphertext and tag>`. */
export const Sealed = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .brand<'Sealed'>();
export type Sealed = z.infer<typeof Sealed>;

/** 投诉渠道级别: province (省内投诉), group (集团级投诉), appeal (申诉). */
export const ChannelLevel = z.enum(['province', 'group', 'appeal']);
export type ChannelLevel = z.infer<typeof ChannelLevel>;

/** 投诉性质: ordinary (普通), repeat (重复), major (重大). */
export const Nature = z.enum(['ordinary', 'repeat', 'major']);
export type Nature = z.infer<typeof Nature>;

/** What became of an item of a submission; every item has exactly one. docs/outcomes.md defines the words. */
export const Outcome = z.enum([
  'ticket',
  'settled',
  'urge',
  'supplement',
  'withdrawn',
  'duplicate',
  'handedOver',
  'refused',
  'waiting',
]);
export type Outcome = z.infer<typeof Outcome>;

/** 工单阶段. */
export const Stage = z.enum(['registered', 'dispatched', 'accepted', 'replied', 'answered', 'closed', 'withdrawn']);
export type Stage = z.infer<typeof Stage>;

/** The item of a source's submission that something goes back to. */
export const SubmissionRef = z.object({ source: ScopeName, sourceId: z.string(), item: z.int().min(0) });
export type SubmissionRef = z.infer<typeof SubmissionRef>;
