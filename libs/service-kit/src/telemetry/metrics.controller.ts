import { Controller, Get, Req, Res } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Allow } from '../auth/allow.js';
import { prometheus } from './telemetry.js';

/** What Prometheus reads; holds counts, never a person. */
@Controller('metrics')
@Allow({ scope: 'public' })
export class MetricsController {
  @Get()
  metrics(@Req() request: IncomingMessage, @Res() response: ServerResponse): void {
    prometheus.getMetricsRequestHandler(request, response);
  }
}
