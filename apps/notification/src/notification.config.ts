import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

export const NotificationConfig = defineConfig(
  'notification',
  z.object({
    CAPTURE_FILE: z
      .string()
      .default('.run/captured-messages.jsonl')
      .describe('a file; the capture provider appends what it keeps, one JSON object a line'),
    CAPTURE_IN_CLEAR: z
      .stringbool()
      .default(false)
      .describe("true or false; true only on a machine where nobody's number is real"),
    MESSAGE_ATTEMPTS: z.coerce
      .number()
      .int()
      .min(1)
      .max(50)
      .default(8)
      .describe('1 to 50; how often a message is tried before a person must look at it'),
  }),
  { sealing: true, lingerMs: 200 },
);
