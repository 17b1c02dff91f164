import { organisationsEdition } from '@cc/procedures';
import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

const PROVIDER_URL = 'an http or https address; needed where MESSAGE_PROVIDER is http';

export const NotificationConfig = defineConfig(
  'notification',
  z
    .object({
      // No default: a platform that sends nothing must have been told so.
      MESSAGE_PROVIDER: z
        .enum(['capture', 'http'])
        .describe('capture, which keeps messages and sends nothing, or http, which posts them to a gateway'),
      MESSAGE_PROVIDER_URL: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(PROVIDER_URL),
      MESSAGE_PROVIDER_TOKEN: z
        .string()
        .optional()
        .describe('what the gateway asks for as a bearer token')
        .meta({ secret: true }),
      MESSAGE_TIMEOUT_MS: z.coerce
        .number()
        .int()
        .min(100)
        .max(5_000)
        .default(3_000)
        .describe('100 to 5000; how long the gateway may take for a message'),
      CAPTURE_FILE: z
        .string()
        .optional()
        .describe('a file; the capture provider appends what it keeps, one JSON object a line, and nothing trims it'),
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
        .describe('1 to 50; how often a message is tried at least before a person must look at it'),
      MESSAGE_HOURS: z.coerce
        .number()
        .int()
        .min(1)
        .max(168)
        .default(24)
        .describe('1 to 168; for how long a message is tried at least before a person must look at it'),
    })
    .superRefine(({ MESSAGE_PROVIDER, MESSAGE_PROVIDER_URL }, context) => {
      if (MESSAGE_PROVIDER !== 'http' || MESSAGE_PROVIDER_URL !== undefined) return;
      context.addIssue({ code: 'custom', path: ['MESSAGE_PROVIDER_URL'], message: 'MESSAGE_PROVIDER is http' });
    }),
  { sealing: true, organisations: organisationsEdition(), lingerMs: 200 },
);
