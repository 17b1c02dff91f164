import { WorkRecorded, type DataOf, type Reason, type WorkActionSubmitted } from '@cc/contracts';
import type { FieldValue, RecordedEvent } from '@cc/procedures';
import type { Step } from '../step.js';

export interface Recorded {
  what: string | null;
  event: RecordedEvent;
  name: DataOf<typeof WorkRecorded>['name'];
  set: Record<string, FieldValue>;
  why: Reason;
}

/** 登记: the rules hear of it by the name that the procedures give it. */
export function recordFact(step: Step, { do: action, by, at }: WorkActionSubmitted, recorded: Recorded): void {
  const { complaintId, workOrderId } = step.ticket;
  const { event, set } = recorded;

  step.happened(event, at, Object.keys(set).length > 0 ? { set } : {});
  step.say(WorkRecorded, {
    complaintId,
    workOrderId,
    occurredAt: at,
    recordedAt: step.now,
    by,
    documents: (action.documents ?? []).map(({ kind }) => kind),
    consents: action.consents ?? [],
    ...recorded,
    set: wireFields(set),
  });
}

const wireFields = (set: Record<string, FieldValue>) =>
  Object.fromEntries(Object.entries(set).map(([field, value]) => [field, isList(value) ? [...value] : value]));

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value);

/** An action told more of the ticket than its own parts say: clocks that look at it hear of it first. */
export function recordFields(
  step: Step,
  submitted: WorkActionSubmitted,
  set: Record<string, FieldValue>,
  why: Reason,
): void {
  if (Object.keys(set).length === 0) return;
  recordFact(step, submitted, { what: null, event: 'ticket.reclassified', name: FIELDS_BROUGHT, set, why });
}

const FIELDS_BROUGHT = { zh: '补充情况', en: 'more became known' };
