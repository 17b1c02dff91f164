import '@cc/service-kit/tracing';
import { runService } from '@cc/service-kit';
import { RoutingModule } from './routing.module.js';

await runService(RoutingModule);
