import type { ComplaintToAssess, EarlierComplaint } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';
import { countedFields } from '../count-complaints/kept-fields.js';

/** The question that was asked when the complaint was registered, with what the register has learnt since. */
export function toAssessAgain(complaint: Complaint, earlier: readonly EarlierComplaint[]): ComplaintToAssess {
  const { organisation, division, channel, channelLevel, category, customerLevel } = complaint;
  const { massFlag, riskFlags, occurredAt, receivedAt, recordedAt } = complaint;
  return {
    organisation,
    division,
    channel,
    channelLevel,
    category,
    customerLevel,
    settledOnTheSpot: complaint.outcome === 'settled',
    massFlag,
    riskFlags,
    occurredAt,
    receivedAt,
    recordedAt,
    counted: countedFields(complaint),
    earlier,
  };
}
