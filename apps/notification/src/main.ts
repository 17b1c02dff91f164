import '@cc/service-kit/tracing';
import { runService } from '@cc/service-kit';
import { NotificationModule } from './notification.module.js';

await runService(NotificationModule);
