import { TimeOfDay } from '@cc/messaging';
import { EndedSessions, ends, Problem, ServiceState, timeLeftMs, type Session } from '@cc/service-kit';
import { Injectable } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { View } from '../show-page/views.js';
import { Stories } from '../tell-story/stories.js';
import { Behind } from './behind.js';
import { Channel } from './channel.js';
import { Viewer } from './viewer.js';

/** So many streams one instance serves; beyond it a browser is told to come back. */
const MOST_VIEWERS = 1000;
/** So many of them one account: pages in many windows, and still nobody shuts out the others. */
const MOST_OF_ONE = 20;
const BEAT_MS = 15_000;
/** Days change, and rows that no fact moved: what is of many complaints is looked at again after this. */
const ANYHOW_MS = 60_000;
/** A browser that has taken nothing for so long is gone. */
const SLOW_MS = 30_000;
const BEAT = 'event: beat\ndata: \n\n';

/**
 * 实时推送: the one place of this instance that looks into the database for all who look at pages. It asks whether facts have been
 * applied, by whichever instance, and only then reads each view that they may concern once, however many look at it.
 */
@Injectable()
export class Feed {
  private readonly channels = new Map<string, Channel>();
  private readonly behind = new Behind();
  private count = 0;
  private readonly ofAccount = new Map<string, number>();
  private applied: string | null = null;
  private lookedAt = 0;
  private beatAt = 0;
  private readonly newEndings: ReturnType<EndedSessions['watch']>;

  constructor(
    private readonly database: DataSource,
    private readonly stories: Stories,
    ended: EndedSessions,
    private readonly time: TimeOfDay,
    state: ServiceState,
  ) {
    this.newEndings = ended.watch();
    state.onStopping(() => this.everybody((viewer) => viewer.end()));
    metrics
      .getMeter('reporting')
      .createObservableGauge('page_viewers', { description: 'Open streams of the page' })
      .addCallback((gauge) => gauge.observe(this.count));
  }

  /** Keeps a browser informed until it leaves or its session ends. `known` is the version it has. */
  async show(
    view: View,
    response: Response,
    { known, session }: { known?: string | undefined; session: Session },
  ): Promise<void> {
    // Whoever left while it was found out what they may see has closed already: nothing would count them off again.
    if (response.destroyed) return;
    const leave = this.enter(`${session.caller.organisation} ${session.caller.subject}`);
    const over = setTimeout(() => response.end(), timeLeftMs(session));
    response.on('close', () => {
      leave();
      clearTimeout(over);
    });

    if (this.channels.size === 0) this.beatAt = this.time.now().getTime();
    const channel = this.channels.get(view.key) ?? new Channel(view);
    this.channels.set(view.key, channel);
    const viewer = new Viewer(response, session, () => channel.everything(undefined, this.time.now()));
    channel.viewers.add(viewer);
    response.on('close', () => this.leave(view, channel, viewer));
    await this.measure(channel);
    await channel.loaded(this.time.now());
    // Its session was ended, or the service stops: the answer was ended while the view was read.
    if (response.writableEnded) return;

    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // What stands in between must not collect events.
      'x-accel-buffering': 'no',
    });
    viewer.begin(`retry: 2000\n${BEAT}`, channel.everything(known, this.time.now()));
  }

  /** Counts one more stream; answers what counts it off. */
  private enter(account: string): () => void {
    const own = this.ofAccount.get(account) ?? 0;
    if (own >= MOST_OF_ONE) throw tooManyOfOne();
    if (this.count >= MOST_VIEWERS) throw tooMany();
    this.count++;
    this.ofAccount.set(account, own + 1);
    return () => {
      this.count--;
      const left = this.ofAccount.get(account)! - 1;
      if (left === 0) this.ofAccount.delete(account);
      else this.ofAccount.set(account, left);
    };
  }

  /** Tells everybody what has changed since the last time. */
  async look(now: Date): Promise<void> {
    if (this.channels.size === 0) return;
    this.beat(now);
    await this.leaveEnded();
    const applied = await this.appliedFacts();
    const isDue = now.getTime() - this.lookedAt >= ANYHOW_MS;
    const isNews = applied !== this.applied;
    if (isNews) this.behind.add(await this.storiesThatGrew());
    if (isNews || isDue) {
      this.behind.add(this.ofMany());
      [this.applied, this.lookedAt] = [applied, now.getTime()];
    }
    await this.behind.catchUp(now);
  }

  /** Before a story is read for the first time: what comes meanwhile makes it be read again, and nothing else does. */
  private async measure(channel: Channel): Promise<void> {
    const { complaintId } = channel.view;
    if (complaintId === undefined || channel.size !== undefined) return;
    const size = (await this.stories.sizes([complaintId])).get(complaintId);
    channel.size ??= size;
  }

  private ofMany(): Channel[] {
    return [...this.channels.values()].filter(({ view }) => view.complaintId === undefined);
  }

  /** One question for all that are open; a story that no new fact concerns is left alone. */
  private async storiesThatGrew(): Promise<Channel[]> {
    const open = [...this.channels.values()].filter(({ size }) => size !== undefined);
    if (open.length === 0) return [];
    const sizes = await this.stories.sizes(open.map(({ view }) => view.complaintId!));
    const grew = open.filter(({ view, size }) => sizes.get(view.complaintId!) !== size);
    for (const channel of grew) channel.size = sizes.get(channel.view.complaintId!)!;
    return grew;
  }

  /** Who was let in and whose session was ended since, at whichever instance. */
  private async leaveEnded(): Promise<void> {
    const endings = await this.newEndings();
    this.everybody((viewer) => {
      if (endings.some((ending) => ends(ending, viewer.session))) viewer.end();
    });
  }

  private beat(now: Date): void {
    if (now.getTime() - this.beatAt < BEAT_MS) return;
    this.beatAt = now.getTime();
    this.everybody((viewer) => {
      viewer.patience(now, SLOW_MS);
      viewer.send(BEAT);
    });
  }

  /** Moves in the transaction that applies facts, so what is read after it holds them. */
  private async appliedFacts(): Promise<string> {
    const [row] = await this.database.query<{ applied: string }[]>(
      `select coalesce(sum(next_offset), 0)::text as applied from offsets where consumer = 'reporting'`,
    );
    return row!.applied;
  }

  private leave({ key }: View, channel: Channel, viewer: Viewer): void {
    channel.viewers.delete(viewer);
    if (channel.viewers.size > 0) return;
    this.behind.forget(channel);
    if (this.channels.get(key) === channel) this.channels.delete(key);
  }

  private everybody(act: (viewer: Viewer) => void): void {
    for (const { viewers } of this.channels.values()) for (const viewer of viewers) act(viewer);
  }
}

const tooMany = () =>
  new Problem({
    status: 503,
    type: 'too-many-viewers',
    title: { zh: '实时连接已满', en: 'Too many live connections' },
    detail: {
      zh: '页面会自动重试；刷新也能看到最新数字',
      en: 'the page tries again by itself; reloading shows newer figures too',
    },
  });

const tooManyOfOne = () =>
  new Problem({
    status: 429,
    type: 'too-many-windows',
    title: { zh: '打开的页面过多', en: 'Too many open pages' },
    detail: {
      zh: `您的账号已有 ${MOST_OF_ONE} 个页面在实时更新；请关闭一些，刷新仍能看到最新数字`,
      en: `${MOST_OF_ONE} pages of your account are live already; close some. Reloading shows newer figures too`,
    },
  });
