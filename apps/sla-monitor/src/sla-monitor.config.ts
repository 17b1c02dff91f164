import { organisationsEdition } from '@cc/procedures';
import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

/** The environment of sla-monitor: nothing of its own beside what every service has. */
export const SlaMonitorConfig = defineConfig('sla-monitor', z.object({}), {
  organisations: organisationsEdition(),
  lingerMs: 200,
});
