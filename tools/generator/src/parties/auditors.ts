import { DateTime } from 'luxon';
import { randomFor } from '../random.js';
import { SHARES } from '../shares.js';
import { actOf, type Act } from './act.js';
import type { PartyOptions } from './branches.js';
import { inOfficeHours } from './office-hours.js';

/** 回单待审核, as the auditing division reads it from its own topic. */
export interface SlipToAudit {
  /** The auditing division: whose topic it is. */
  division: string;
  complaintId: string;
  workOrderId: string;
  /** How many slips of this complaint it refused before. */
  refusedBefore: number;
  /** Since when the slip waits. */
  at: string;
}

const HOUR = 3_600_000;

/** 回单审核: what the auditing division makes of a slip, within a working day. */
export function auditorAnswers(slip: SlipToAudit, { seed, organisation, shares = SHARES }: PartyOptions): Act {
  const { division, complaintId, workOrderId, refusedBefore, at } = slip;
  const random = randomFor(seed, 'audit', `${complaintId} ${refusedBefore}`);
  const offset = DateTime.fromISO(at, { zone: organisation.timeZone }).offset;
  const refused = refusedBefore < 2 && random.chance(shares.auditRefuses);
  const when = inOfficeHours(Date.parse(at) + (0.3 + 5 * random.fraction()) * HOUR, offset, random);
  return actOf(when, division, offset, {
    actionId: `${workOrderId}-audit-${refusedBefore}`,
    complaintId,
    workOrderId,
    by: { role: 'auditor', id: `${division}-a${random.between(1, 9)}` },
    do: refused
      ? { action: 'refuseReply', reasonCode: 'incomplete', text: '缺少核查凭证，请补充后重新回单' }
      : { action: 'approveReply' },
  });
}
