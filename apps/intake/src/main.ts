import '@cc/service-kit/tracing';
import { runService } from '@cc/service-kit';
import { IntakeModule } from './intake.module.js';

await runService(IntakeModule);
