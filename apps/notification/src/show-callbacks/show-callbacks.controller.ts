import { ComplaintId, type Sealed, type SealedCustomer, type SealedText } from '@cc/contracts';
import { UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, leaveTrace, Sealing, zodBody, type Caller } from '@cc/service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Contact } from '../contact.entity.js';
import { openCallbackOf, queue, type QueuedCallback } from './queue-callbacks.js';
import { Cursor, cursorAfter } from './queue-position.js';

const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: Cursor.optional().describe('`next` of the page before'),
});

/** Whom to call, and what about. */
interface CallbackToMake {
  complaintId: ComplaintId;
  number: string;
  name: string | null;
  phone: string | null;
  /** What happened and what was wanted; null for complaints recorded before this was kept here. */
  problem: string | null;
  demand: string | null;
  /** What the last slip (回单) says was done, and what the customer was told. */
  measures: string | null;
  answer: string | null;
  attempts: number;
  dueAt: Date | null;
}

type ShownCallback = Omit<QueuedCallback, 'bases' | 'state' | 'traceparent'>;

const shown = (callback: QueuedCallback): ShownCallback => {
  const { callbackId, complaintId, organisation, division, unit, dueAt, attempts } = callback;
  return { callbackId, complaintId, organisation, division, unit, dueAt, attempts };
};

/** 回访队列: who is to be called, the most urgent first. */
@Controller('callbacks')
export class ShowCallbacksController {
  constructor(
    private readonly work: UnitOfWork<'notification'>,
    private readonly sealing: Sealing,
  ) {}

  @Get()
  @Allow({ roles: ['callback-agent', 'supervisor'], scope: 'division' })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(zodBody(Page)) { limit, after = undefined }: z.output<typeof Page>,
  ): Promise<{ callbacks: ShownCallback[]; next: string | null }> {
    const found = await this.work.run([], ({ tx }) => queue(tx, caller, { limit: limit + 1, after: after ?? null }));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      callbacks: page.map(shown),
      next: found.length > limit && last ? cursorAfter(last) : null,
    };
  }

  /** Shows whom to call and what about; that somebody looks leaves a trace before it is shown. */
  @Get(':complaintId')
  @Allow({ roles: ['callback-agent'], scope: 'division' })
  show(
    @CurrentCaller() caller: Caller,
    @Param('complaintId', zodBody(ComplaintId)) complaintId: ComplaintId,
  ): Promise<CallbackToMake> {
    return this.work.run([complaintId], async ({ tx, now }) => {
      const callback = await openCallbackOf(tx, caller, complaintId);
      const [contact] = await tx.query<Pick<Contact, 'number' | 'customer' | 'problem' | 'slip'>>(
        'select number, customer, problem, slip from contacts where complaint_id = $1',
        [complaintId],
      );
      await leaveTrace(tx, caller, callback, { reason: 'callback', now });
      const open = <T>(sealed: Sealed | null) => (sealed === null ? null : this.sealing.open<T>(sealed, complaintId));
      const customer = open<SealedCustomer>(contact!.customer);
      const text = open<SealedText>(contact!.problem);
      const slip = open<{ measures: string; answerToCustomer: string }>(contact!.slip);
      return {
        complaintId,
        number: contact!.number,
        name: customer?.name ?? null,
        phone: customer?.phone ?? null,
        problem: text?.problem ?? null,
        demand: text?.demand ?? null,
        measures: slip?.measures ?? null,
        answer: slip?.answerToCustomer ?? null,
        attempts: callback.attempts,
        dueAt: callback.dueAt,
      };
    });
  }
}
