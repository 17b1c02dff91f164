/** What is counted. Each is a column of `cells`; the recount in SQL names them too, independently. */
export const MEASURES = [
  'recorded',
  'settled',
  'refused',
  'tickets',
  'dispatched',
  'returned',
  'answered',
  'closed',
  'on_time',
  'late',
  'withdrawn',
  'reopened',
  'urges',
  'bounced',
  'warned',
  'missed',
  'misses_taken_back',
  'abnormal',
  'satisfied',
  'unsatisfied',
  'imported',
  'imported_open',
] as const;
export type Measure = (typeof MEASURES)[number];

/** The parts of a fact's data that are counted; a fact has those of its kind. */
export interface CountedData {
  complaintId: string;
  outcome?: string;
  /** When the customer came; JSON text in the archive. */
  receivedAt?: Date | string;
  onTime?: boolean;
  closedAs?: string;
  kind?: string;
  result?: string;
}

/** What one fact adds to its cell. */
export function measuresOf(type: string, data: CountedData): readonly Measure[] {
  switch (type) {
    case 'complaint.recorded.v1':
      return data.outcome === 'settled' ? ['recorded', 'settled'] : ['recorded'];
    case 'complaint.imported.v1':
      return data.outcome === 'waiting' ? ['recorded', 'imported', 'imported_open'] : ['recorded', 'imported'];
    case 'complaint.refused.v1':
      return ['refused'];
    case 'ticket.registered.v1':
      return ['tickets'];
    case 'work.dispatched.v1':
      return ['dispatched'];
    case 'work.returned.v1':
      return ['returned'];
    case 'ticket.answered.v1':
      return ['answered'];
    case 'ticket.closed.v1':
      return [
        'closed',
        data.onTime ? 'on_time' : 'late',
        ...(data.closedAs === 'withdrawn' ? (['withdrawn'] as const) : []),
      ];
    case 'ticket.reopened.v1':
      return ['reopened'];
    case 'request.answered.v1':
      if (data.result === 'bounced') return ['bounced'];
      return data.kind === 'urge' && data.result === 'accepted' ? ['urges'] : [];
    case 'deadline.warned.v1':
      return ['warned'];
    case 'deadline.missed.v1':
      return ['missed'];
    case 'deadline.miss-taken-back.v1':
      return ['misses_taken_back'];
    case 'ticket.abnormal.v1':
      return ['abnormal'];
    case 'callback.made.v1':
      if (data.outcome === 'satisfied') return ['satisfied'];
      return data.outcome === 'unsatisfied' ? ['unsatisfied'] : [];
    default:
      return [];
  }
}
