import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

export const NotificationConfig = defineConfig(
  'notification',
  z.object({
    /** Where the capture provider writes what it keeps, one JSON object a line. */
    captureFile: z.string().default('.run/captured-messages.jsonl'),
    /** Phone numbers in the capture file in clear; only for a machine on which nobody's number is real. */
    captureInClear: z.stringbool().default(false),
    /** How often a message is tried before a person must look at it. */
    messageAttempts: z.coerce.number().int().min(1).max(50).default(8),
  }),
  { sealing: true },
);
