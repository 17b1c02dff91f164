import { defineConfig } from '@cc/service-kit';
import { z } from 'zod';

export const ReportingConfig = defineConfig('reporting', z.object({}), { signIn: true, lingerMs: 200 });
