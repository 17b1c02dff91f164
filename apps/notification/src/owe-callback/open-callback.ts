import { deriveId, type TicketAnswered } from '@cc/contracts';
import type { Received } from '@cc/messaging';
import type { Callback } from '../callback.entity.js';

/** 回访任务 of an answered ticket, where its procedures owe one. */
export function openCallback(answered: Received<typeof TicketAnswered>, now: Date): Callback[] {
  const { data, organisation, division, unit, traceparent } = answered;
  if (!data.callback.owed) return [];
  return [
    {
      callbackId: deriveId(answered.id, 'callback'),
      complaintId: data.complaintId,
      organisation,
      division,
      unit,
      bases: data.bases,
      dueAt: data.callback.dueAt,
      attempts: 0,
      state: 'open',
      openedAt: now,
      traceparent,
    },
  ];
}
