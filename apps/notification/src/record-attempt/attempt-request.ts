import { Instant, textOf } from '@cc/contracts';
import { z } from 'zod';

/** 回访结果, as the person who called records it. */
export const CallbackAttemptRequest = z.strictObject({
  attemptId: z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .describe("the caller's own id of this attempt; the same id again gets the first answer"),
  outcome: z.enum(['satisfied', 'unsatisfied', 'notReached']).describe('满意、不满意、未接通'),
  said: textOf(1000)
    .optional()
    .describe('客户意见: what the customer said; kept sealed, and told to the unit whose work goes on'),
  at: Instant.optional().describe('when the customer was called; now if left out'),
});
export type CallbackAttemptRequest = z.output<typeof CallbackAttemptRequest>;
