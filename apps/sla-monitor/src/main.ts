import '@cc/service-kit/tracing';
import { runService } from '@cc/service-kit';
import { SlaMonitorModule } from './sla-monitor.module.js';

await runService(SlaMonitorModule);
