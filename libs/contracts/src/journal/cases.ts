import { z } from 'zod';
import { defineCaseFact } from '../event.js';
import { CaseId, ComplaintId } from '../ids.js';
import { BasisVersion, Instant, Reason } from '../values.js';

/** How many a counting rule counts among the complaints of a case, and from how many on it holds. */
export const CaseCount = z.object({ counted: z.int().min(0), atLeast: z.int().min(1), why: Reason });

/** What complaints of a case have in common, by field of the rules: the province as `division`, the class as `category`. */
export const CaseArea = z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]));

/** A case (群案) of complaints that a rule counts together: whose rule, and what the complaints have in common. */
const OfCase = z.object({
  caseId: CaseId,
  /** The procedure that has the rule first, and the rule. */
  rule: z.string(),
  basis: BasisVersion,
  name: z.object({ zh: z.string(), en: z.string() }),
  area: CaseArea,
  counts: z.array(CaseCount),
  /** How many complaints it holds now, and how many of them fit what confirms it. */
  size: z.int().min(0),
  found: z.int().min(0),
  why: Reason,
  recordedAt: Instant,
});

/** No fact names more complaints; what is more follows in `case.recounted`. */
export const MOST_MEMBERS = 1000;

const Members = z.array(ComplaintId).max(MOST_MEMBERS);

/** A complaint that is no part of the case any more, as it is known now. */
const Left = z.object({
  complaintId: ComplaintId,
  verified: z.enum(['true', 'untrue', 'unclear']).nullable(),
  withdrawn: z.boolean(),
});

/** 群体投诉成立(待查证): so many complaints gathered that a counting rule holds. */
export const CaseOpened = defineCaseFact(
  'case.opened.v1',
  OfCase.extend({ firstAt: Instant, lastAt: Instant, joined: Members }),
);

/** More complaints belong to it, or fewer, and it stands. */
export const CaseRecounted = defineCaseFact(
  'case.recounted.v1',
  OfCase.extend({ joined: Members, left: z.array(Left).max(MOST_MEMBERS) }),
);

/** 群体投诉属实: as many as the rule asks for were found true. It stays so until it is withdrawn. */
export const CaseConfirmed = defineCaseFact('case.confirmed.v1', OfCase.extend({ confirmedFrom: z.int().min(1) }));

/** 群体投诉撤销: no counting rule holds any more among its complaints. Final: what gathers later is another case. */
export const CaseWithdrawn = defineCaseFact(
  'case.withdrawn.v1',
  OfCase.extend({ wasConfirmed: z.boolean(), left: z.array(Left).max(MOST_MEMBERS) }),
);
