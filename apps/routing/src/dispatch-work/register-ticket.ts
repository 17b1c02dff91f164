import type { TicketRegistered } from '@cc/contracts';
import type { Received } from '@cc/messaging';
import { knownAtRegistration } from '@cc/procedures';
import type { TicketRules } from '../rules.js';
import { Step } from '../step.js';
import type { Ticket } from '../ticket.entity.js';
import { storedFact } from '../timeline.js';
import { placeWork } from './place-work.js';
import { sendToUnit, workOrderIdOf } from './send-to-unit.js';

/** A ticket is opened and its work goes to the first unit. */
export function registerTicket(
  event: Received<typeof TicketRegistered>,
  { organisation }: TicketRules,
  now: Date,
): Step {
  const step = new Step(newTicket(event), event, now);
  sendToUnit(step, placeWork(organisation, step.ticket), null);
  return step;
}

/** The ticket before its first dispatch: it is saved only after it. */
function newTicket({ data, organisation, division, traceparent }: Received<typeof TicketRegistered>): Ticket {
  const { category, customerLevel, homeRegion, numberRegion, faultRegion, sourceDivision } = data;
  return {
    complaintId: data.complaintId,
    number: data.number,
    organisation,
    division,
    unit: '',
    stage: 'registered',
    workOrderId: workOrderIdOf(data.complaintId, 0),
    dispatchNo: 0,
    fallback: false,
    returns: 0,
    returnedBy: [],
    urges: 0,
    reopened: 0,
    supervisedClocks: [],
    pausedAt: null,
    pausedFor: null,
    extensionAsked: null,
    callbackOwed: false,
    verification: null,
    known: {},
    documents: [],
    nature: data.nature,
    channelLevel: data.channelLevel,
    urgency: data.urgency,
    classification: { category, customerLevel, homeRegion, numberRegion, faultRegion, sourceDivision },
    bases: data.bases,
    timeline: [
      {
        ...storedFact('ticket.registered', data.occurredAt, data.recordedAt),
        receivedAt: data.receivedAt.toISOString(),
        ...(data.answerBy && { until: data.answerBy.toISOString() }),
        set: knownAtRegistration(data),
      },
    ],
    dueAt: null,
    receivedAt: data.receivedAt,
    registeredAt: data.recordedAt,
    dispatchedAt: data.recordedAt,
    closedAt: null,
    traceparent,
    version: 0,
  };
}
