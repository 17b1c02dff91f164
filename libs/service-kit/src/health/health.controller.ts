import { Controller, Get, Inject, Res } from '@nestjs/common';
import { FACTS } from '@cc/contracts';
import { Relay, type Broker } from '@cc/messaging';
import type { ServerResponse } from 'node:http';
import { DataSource } from 'typeorm';
import { Allow } from '../auth/allow.js';
import { BROKER } from '../start/broker.js';
import { Timers } from '../timers/timers.js';
import { ServiceState } from './service-state.js';
import { within } from './within.js';

const PATIENCE_MS = 2000;

/** What an orchestrator asks: whether to restart this process, and whether to send it work. */
@Controller('health')
@Allow({ scope: 'public' })
export class HealthController {
  constructor(
    private readonly state: ServiceState,
    private readonly dataSource: DataSource,
    private readonly relay: Relay,
    private readonly timers: Timers,
    @Inject(BROKER) private readonly broker: Broker,
  ) {}

  /** Fails when only a new process helps. A database that is away does not: restarting would not bring it back. */
  @Get('live')
  live(@Res() response: ServerResponse): void {
    answer(response, { consumer: this.state.dead ? 'dead' : 'ok' });
  }

  /** Migrations ran before HTTP opened; beyond that, everything that a request or an event needs must answer. */
  @Get('ready')
  async ready(@Res() response: ServerResponse): Promise<void> {
    const [database, broker] = await Promise.all([
      within(PATIENCE_MS, this.dataSource.query('select 1')),
      within(PATIENCE_MS, this.broker.bounds(FACTS)),
    ]);
    const consumer = this.state.dead ? 'dead' : this.state.running ? 'ok' : 'not consuming';
    // The process lives on, so that an operator can repair it.
    const relay = this.relay.refusal ? 'database older than the topic: hub messaging repair' : 'ok';
    // Requests and events are served meanwhile: waiting timers do not make it unready.
    answer(response, { database, broker, consumer, relay }, { timers: this.timers.waitFor ?? 'ok' });
  }
}

function answer(response: ServerResponse, checks: Record<string, string>, notes: Record<string, string> = {}): void {
  response.statusCode = Object.values(checks).every((check) => check === 'ok') ? 200 : 503;
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify({ checks, ...notes }));
}
