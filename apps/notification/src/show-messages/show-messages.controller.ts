import { ScopeName } from '@cc/contracts';
import { UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, pageCursor, Problem, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { deskMessages, markSeen, type DeskMessage } from './desk-messages.js';

const { Cursor, toCursor } = pageCursor(z.object({ createdAt: z.iso.datetime(), messageId: z.uuid() }));

const Filters = z.strictObject({
  division: ScopeName.optional(),
  unit: ScopeName.optional(),
  role: z.string().max(64).optional().describe('to whom it is addressed, for instance supervisor'),
  seen: z.stringbool().optional().describe('true or false'),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const MessageId = z.uuid();

interface ShownMessage extends Omit<DeskMessage, 'textZh' | 'textEn'> {
  text: { zh: string; en: string };
}

const shown = ({ textZh, textEn, ...message }: DeskMessage): ShownMessage => ({
  ...message,
  text: { zh: textZh, en: textEn },
});

/** 站内消息: new work, warnings, misses and abnormal tickets, as the desk of a unit gets them. */
@Controller('messages')
export class ShowMessagesController {
  constructor(private readonly work: UnitOfWork<'notification'>) {}

  /** The newest first. */
  @Get()
  @Allow({ roles: ['handler', 'dispatcher', 'supervisor', 'auditor'], scope: 'unit' })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(zodBody(Filters)) { limit, ...filters }: z.output<typeof Filters>,
  ): Promise<{ items: ShownMessage[]; next: string | null }> {
    const found = await this.work.ask((database) => deskMessages(database, caller, { ...filters, limit: limit + 1 }));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(shown),
      next: last ? toCursor({ createdAt: last.createdAt.toISOString(), messageId: last.messageId }) : null,
    };
  }

  /** Somebody at the desk has read it. Who was first stays; an auditor looks on, and takes no warning off a desk. */
  @Post(':messageId/seen')
  @HttpCode(200)
  @Allow({ roles: ['handler', 'dispatcher', 'supervisor'], scope: 'unit' })
  see(
    @CurrentCaller() caller: Caller,
    @Param('messageId', zodBody(MessageId)) messageId: string,
  ): Promise<{ messageId: string; seenAt: Date; seenBy: string }> {
    return this.work.run([], async ({ tx, now }) => {
      const seen = await markSeen(tx, caller, messageId, now);
      if (!seen) throw noMessage(messageId);
      return { messageId, ...seen };
    });
  }
}

const noMessage = (messageId: string) =>
  new Problem({
    status: 404,
    type: 'no-such-message',
    title: { zh: '没有该消息', en: 'No such message' },
    detail: {
      zh: `在您的范围内没有站内消息 ${messageId}；可用 GET /messages 查看`,
      en: `there is no message ${messageId} to a desk within your scope; GET /messages lists them`,
    },
  });
