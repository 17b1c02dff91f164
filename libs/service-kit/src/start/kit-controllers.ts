import type { Type } from '@nestjs/common';
import { HealthController } from '../health/health.controller.js';
import { DeadLettersController } from '../operator/dead-letters.controller.js';
import { MessagingController } from '../operator/messaging.controller.js';
import { RoutesController } from '../operator/routes.controller.js';
import { MetricsController } from '../telemetry/metrics.controller.js';

/** What every service answers beside its own. */
export const kitControllers: Type[] = [
  HealthController,
  MetricsController,
  DeadLettersController,
  MessagingController,
  RoutesController,
];
