import type { CallbackMade, DataOf, MessageFailed, MessageHandedOver } from '@cc/contracts';
import { nextComplaintId, nextId } from './counter.js';
import { TUESDAY_MORNING } from './instants.js';
import { aReason } from './reasons.js';

export const aMessageHandedOver = (
  over: Partial<DataOf<typeof MessageHandedOver>> = {},
): DataOf<typeof MessageHandedOver> => ({
  complaintId: nextComplaintId(),
  messageId: nextId('message'),
  template: 'registered',
  channel: 'sms',
  recipient: { role: 'customer', division: null, unit: null },
  provider: 'capture',
  recordedAt: TUESDAY_MORNING,
  ...over,
});

export const aFailedMessage = (over: Partial<DataOf<typeof MessageFailed>> = {}): DataOf<typeof MessageFailed> => ({
  complaintId: nextComplaintId(),
  messageId: nextId('message'),
  template: 'registered',
  provider: 'capture',
  attempts: 5,
  problem: 'refused',
  recordedAt: TUESDAY_MORNING,
  ...over,
});

/** 回访: the first call reached a satisfied customer. */
export const aCallback = (over: Partial<DataOf<typeof CallbackMade>> = {}): DataOf<typeof CallbackMade> => ({
  complaintId: nextComplaintId(),
  attempt: 1,
  outcome: 'satisfied',
  effect: 'close',
  why: aReason(),
  by: { role: 'callback-agent', id: 'cb-1' },
  occurredAt: TUESDAY_MORNING,
  recordedAt: TUESDAY_MORNING,
  ...over,
});
