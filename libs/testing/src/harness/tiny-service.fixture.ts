import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ComplaintId, DeadlineArmed, EscalationRaised, TicketRegistered } from '@cc/contracts';
import { after, Handles, UnitOfWork, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import {
  Allow,
  Config,
  CurrentCaller,
  currentTraceparent,
  defineConfig,
  Log,
  scopeWhere,
  ServiceModule,
  Timer,
  Timers,
  zodBody,
  type Caller,
  type ConfigOf,
  type Tick,
} from '@cc/service-kit';
import { Column, DataSource, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { anArmedDeadline } from '../builders/sla-monitor.js';

/** A service of one handler, one timer and one controller: what the kit does to it is what it does to every service. */
export const TinyConfig = defineConfig('sla-monitor', z.object({ GREETING: z.string().default('hello') }));

@Entity('clocks')
export class Clock {
  @PrimaryColumn('uuid', { name: 'complaint_id' }) complaintId: string;
  @Column('text') organisation: string;
  @Column('text') division: string;
  @Column('text', { nullable: true }) unit: string | null;
  @Column('timestamptz', { name: 'armed_at' }) armedAt: Date;
  @Column('timestamptz', { name: 'noticed_at', nullable: true }) noticedAt: Date | null;
}

export class CreateClocks0000000000002 implements MigrationInterface {
  name = 'CreateClocks0000000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create table clocks (
      complaint_id uuid primary key, organisation text not null, division text not null, unit text,
      armed_at timestamptz not null, noticed_at timestamptz)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table clocks');
  }
}

type Registered = Received<typeof TicketRegistered>;

@Handles(TicketRegistered)
export class ArmOnTicketRegistered implements Handler<typeof TicketRegistered, 'sla-monitor'> {
  constructor(private readonly log: Log) {}

  async handle(registered: Registered[], { tx, publish, now }: HandlerContext<'sla-monitor'>): Promise<void> {
    if (registered.some(({ data }) => data.channel === 'broken')) throw new Error('no clock for this channel');
    this.log.info('arming', { count: registered.length });
    await tx.insertAll(
      Clock,
      registered.map(({ key, organisation, division, unit }) => ({
        ...{ complaintId: key, organisation, division, unit, armedAt: now, noticedAt: null },
      })),
    );
    publish(
      DeadlineArmed,
      registered.map((event) => after(event, anArmedDeadline({ complaintId: event.data.complaintId, startedAt: now }))),
    );
  }
}

@Timer({ everyMs: 3_600_000 })
export class NoticeClocks implements Tick {
  constructor(private readonly dataSource: DataSource) {}

  async onTick(now: Date): Promise<void> {
    await this.dataSource.query('update clocks set noticed_at = $1 where noticed_at is null', [now]);
  }
}

const Filter = z.object({ division: z.string().optional() });
const Escalation = z.object({ complaintId: ComplaintId, phone: z.string().regex(/^\+86\d{11}$/) });

@Controller('clocks')
@Allow({ roles: ['handler', 'viewer'], scope: 'division' })
export class ClocksController {
  constructor(
    @Config() private readonly config: ConfigOf<typeof TinyConfig>,
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork<'sla-monitor'>,
    private readonly timers: Timers,
  ) {}

  @Get()
  async list(@CurrentCaller() caller: Caller, @Query(zodBody(Filter)) filter: z.output<typeof Filter>) {
    const { sql, params } = scopeWhere(caller, 'c', 2);
    return this.dataSource.query(
      `select complaint_id as "complaintId" from clocks c where ($1::text is null or c.division = $1) and ${sql}`,
      [filter.division ?? null, ...params],
    );
  }

  @Get('of-my-unit')
  @Allow({ roles: ['handler'], scope: 'unit' })
  async listOfUnit(@CurrentCaller() caller: Caller) {
    const { sql, params } = scopeWhere(caller, 'c');
    return this.dataSource.query(`select complaint_id as "complaintId" from clocks c where ${sql}`, params);
  }

  @Get('greeting')
  @Allow({ scope: 'public' })
  greeting() {
    return { greeting: this.config.GREETING };
  }

  @Get('of-everybody')
  @Allow({ roles: ['viewer'], scope: 'organisation' })
  everybody() {
    return [];
  }

  @Get('broken/:id')
  broken(@Param('id') id: string) {
    throw new Error(`the row of 张三 13800138000 is broken (${id})`);
  }

  @Post('escalations')
  async escalate(@Body(zodBody(Escalation)) { complaintId }: z.output<typeof Escalation>) {
    await this.work.run([complaintId], async ({ publish, now }) =>
      publish(EscalationRaised, [
        {
          ...{ organisation: 'telecom-group', division: '44', unit: null },
          cause: { id: complaintId, traceparent: currentTraceparent() },
          data: {
            ...{ complaintId, clockId: 'c/1', name: { zh: '时限', en: 'Clock' }, dueAt: now, at: now },
            why: { rule: 'r', basis: 'b', version: '1', source: 'ours' },
          },
        },
      ]),
    );
    this.timers.wake(NoticeClocks);
  }
}

@ServiceModule({
  service: 'sla-monitor',
  config: TinyConfig,
  entities: [Clock],
  migrations: [CreateClocks0000000000002],
  handlers: [ArmOnTicketRegistered],
  timers: [NoticeClocks],
  controllers: [ClocksController],
})
export class TinyModule {}
