import type { ServiceName } from '@cc/contracts';
import { IntakeModule } from '@cc/intake';
import { NotificationModule } from '@cc/notification';
import { ReportingModule } from '@cc/reporting';
import { RoutingModule } from '@cc/routing';
import { SlaMonitorModule } from '@cc/sla-monitor';
import type { Type } from '@nestjs/common';

/** In the order of the journey. */
export const serviceModules: Readonly<Record<ServiceName, Type>> = {
  intake: IntakeModule,
  routing: RoutingModule,
  'sla-monitor': SlaMonitorModule,
  notification: NotificationModule,
  reporting: ReportingModule,
};
