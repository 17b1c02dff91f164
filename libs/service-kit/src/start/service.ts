import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ComplaintsTransport, Relay } from '@cc/messaging';
import { ServiceState } from '../health/service-state.js';
import { requestLog } from '../http/request-log.js';
import { Log } from '../logs/log.js';
import { Timers } from '../timers/timers.js';

/** Above the largest submission (128 KB), so that its own check answers with what is wrong. */
const BODY_LIMIT = '256kb';
/** After this a request that hangs is cut off. */
const HTTP_PATIENCE_MS = 3000;

/** A service that Nest has put together: how it begins and ends. */
export class Service {
  private ended: Promise<void> | null = null;

  constructor(readonly app: INestApplication) {
    const express = app as NestExpressApplication;
    express.useBodyParser('json', { limit: BODY_LIMIT });
    express.disable('x-powered-by');
    express.use(requestLog(app.get(Log)));
    app.connectMicroservice({ strategy: app.get(ComplaintsTransport) });
  }

  /** HTTP answers first, so that a slow start can be watched; ready once events are consumed. */
  async start(): Promise<void> {
    await this.app.startAllMicroservices();
    this.app.get(ServiceState).started();
  }

  /** Takes on nothing new, finishes what is under way, in the order in which work flows. */
  stop(): Promise<void> {
    return (this.ended ??= this.end());
  }

  private async end(): Promise<void> {
    this.app.get(ServiceState).stopping();
    await this.app.get(Timers).stop();
    await closed(this.app.getHttpServer() as Server);
    await this.app.get(ComplaintsTransport).close();
    await this.app.get(Relay).stop();
    await this.app.close();
  }
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), HTTP_PATIENCE_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}
