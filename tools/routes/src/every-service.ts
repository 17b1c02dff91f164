import { IntakeModule } from '@cc/intake';
import { NotificationModule } from '@cc/notification';
import { ReportingModule } from '@cc/reporting';
import { RoutingModule } from '@cc/routing';
import { SlaMonitorModule } from '@cc/sla-monitor';

/** In the order of the journey. */
export const everyService = [IntakeModule, RoutingModule, SlaMonitorModule, NotificationModule, ReportingModule];
