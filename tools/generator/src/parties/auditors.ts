import type { Organisation } from '@cc/procedures';
import { DateTime } from 'luxon';
import { randomFor } from '../random.js';
import { SHARES } from '../shares.js';
import { actOf, type Act } from './act.js';
import type { PartyOptions } from './branches.js';
import { inOfficeHours } from './office-hours.js';

/** A slip that waits for its audit: the answer to a reply says that the stage is `replied`. */
export interface SlipToAudit {
  /** The division that has the work. */
  division: string;
  complaintId: string;
  /** How many slips of this complaint were refused before. */
  refusedBefore: number;
  /** When the slip came. */
  at: string;
}

const HOUR = 3_600_000;

/** 回单审核: what the auditing division makes of a slip, within a working day. */
export function auditorAnswers(slip: SlipToAudit, { seed, organisation, shares = SHARES }: PartyOptions): Act {
  const { complaintId, refusedBefore, at } = slip;
  const random = randomFor(seed, 'audit', `${complaintId} ${refusedBefore}`);
  const offset = DateTime.fromISO(at, { zone: organisation.timeZone }).offset;
  const auditor = auditingDivision(organisation, slip.division);
  const refused = refusedBefore < 2 && random.chance(shares.auditRefuses);
  const when = inOfficeHours(Date.parse(at) + (0.3 + 5 * random.fraction()) * HOUR, offset, random);
  return actOf(when, auditor, offset, {
    actionId: `${complaintId}-audit-${refusedBefore}`,
    complaintId,
    by: { role: 'auditor', id: `${auditor}-a${random.between(1, 9)}` },
    do: refused
      ? { action: 'refuseReply', reasonCode: 'incomplete', text: '缺少核查凭证，请补充后重新回单' }
      : { action: 'approveReply' },
  });
}

/** Whose topic vouches for auditors of that division's work. */
function auditingDivision(organisation: Organisation, workOf: string): string {
  const offered = { workOf, role: 'auditor', action: 'approveReply' };
  const found = organisation.divisions.find(({ id }) => organisation.mayByTopic({ ...offered, division: id }).value);
  if (!found) throw new Error(`nobody may audit slips of ${workOf} by topic: see by-topic of ${organisation.id}`);
  return found.id;
}
