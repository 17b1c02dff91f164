import { organisationsEdition } from '@cc/procedures';
import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

export const ReportingConfig = defineConfig('reporting', z.object({}), {
  signIn: true,
  organisations: organisationsEdition(),
  lingerMs: 200,
});
