import '@cc/service-kit/tracing';
import { runService } from '@cc/service-kit';
import { ReportingModule } from './reporting.module.js';

await runService(ReportingModule);
