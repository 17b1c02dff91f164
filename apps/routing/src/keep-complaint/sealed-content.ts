import { deriveId, type ComplaintImported, type ComplaintRecorded } from '@cc/contracts';
import type { Received } from '@cc/messaging';
import type { SealedContent } from '../sealed-content.entity.js';

/** Who complained and about what, sealed as it came. */
export const toContent = ({
  organisation,
  division,
  unit,
  data,
}: Received<typeof ComplaintRecorded> | Received<typeof ComplaintImported>): SealedContent => ({
  contentId: deriveId('content', data.complaintId, 'complaint'),
  complaintId: data.complaintId,
  organisation,
  division,
  unit,
  kind: 'complaint',
  customer: data.customer,
  text: data.text,
  keptAt: data.recordedAt,
});
