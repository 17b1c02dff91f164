import {
  deriveId,
  type CaseConfirmed,
  type CaseId,
  type CaseOpened,
  type CaseRecounted,
  type CaseWithdrawn,
  type DataOf,
} from '@cc/contracts';
import { nextComplaintId, nextId } from './counter.js';
import { TUESDAY_MORNING } from './instants.js';
import { aReason } from './reasons.js';

/** A mass complaint of Guangdong about broadband outages. */
const massComplaint = () => ({
  caseId: deriveId<CaseId>(nextId('case')),
  rule: 'telecom-group/monitoring/mass-complaint',
  basis: { id: 'telecom-group/monitoring', version: '2026' },
  name: { zh: '群体投诉', en: 'Mass complaint' },
  area: { division: '44', category: ['network', 'broadband', 'outage'] },
  counts: [{ counted: 3, atLeast: 3, why: aReason({ rule: 'D3' }) }],
  size: 3,
  found: 0,
  why: aReason({ rule: 'mass-complaint', basis: 'telecom-group/monitoring' }),
  recordedAt: TUESDAY_MORNING,
});

/** 群体投诉成立: three of a day. */
export const anOpenedCase = (over: Partial<DataOf<typeof CaseOpened>> = {}): DataOf<typeof CaseOpened> => ({
  ...massComplaint(),
  firstAt: TUESDAY_MORNING,
  lastAt: TUESDAY_MORNING,
  joined: [nextComplaintId(), nextComplaintId(), nextComplaintId()],
  ...over,
});

export const aRecountedCase = (over: Partial<DataOf<typeof CaseRecounted>> = {}): DataOf<typeof CaseRecounted> => ({
  ...massComplaint(),
  joined: [],
  left: [],
  ...over,
});

/** 群体投诉属实. */
export const aConfirmedCase = (over: Partial<DataOf<typeof CaseConfirmed>> = {}): DataOf<typeof CaseConfirmed> => ({
  ...massComplaint(),
  found: 3,
  confirmedFrom: 3,
  ...over,
});

/** 群体投诉撤销: nobody is left in it. */
export const aWithdrawnCase = (over: Partial<DataOf<typeof CaseWithdrawn>> = {}): DataOf<typeof CaseWithdrawn> => ({
  ...massComplaint(),
  counts: [{ counted: 0, atLeast: 3, why: aReason({ rule: 'D3' }) }],
  size: 0,
  wasConfirmed: false,
  left: [],
  ...over,
});
