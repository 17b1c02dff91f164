import { Injectable } from '@nestjs/common';
import type { ComplaintId } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import type { ClearComplaint } from '../dispatch-work/write-work-order.js';
import { SealedContent } from '../sealed-content.entity.js';

/** Opens what is sealed about one complaint, for the eyes of who handles or audits it. Who calls leaves the trace. */
@Injectable()
export class ClearTexts {
  constructor(private readonly sealing: Sealing) {}

  /** 申请说明: what was written with the request for more time that waits, for who decides about it. */
  async ofRequest(tx: Transaction, complaintId: ComplaintId, contentId: string): Promise<string | null> {
    const content = await tx.manager.findOneBy(SealedContent, { complaintId, contentId });
    return content && this.sealing.open<{ text: string }>(content.text, complaintId).text;
  }

  /** An audit needs the problem and the slip that waits for it: not who complains, nor what else was written. */
  async of(tx: Transaction, complaintId: ComplaintId, { toAudit }: { toAudit: boolean }) {
    const contents = await tx.manager.find(SealedContent, { where: { complaintId }, order: { keptAt: 'asc' } });
    const complaint = contents.find(({ kind }) => kind === 'complaint');
    const open = <T>(sealed: SealedContent['text']) => this.sealing.open<T>(sealed, complaintId);
    return {
      customer: !toAudit && complaint?.customer ? open<ClearComplaint['customer']>(complaint.customer) : null,
      text: complaint ? open<ClearComplaint['text']>(complaint.text) : null,
      later: (toAudit
        ? contents.filter(({ kind }) => kind === 'slip').slice(-1)
        : contents.filter(({ kind }) => kind !== 'complaint')
      ).map(({ kind, text, keptAt }) => ({ kind, keptAt, ...open<Record<string, unknown>>(text) })),
    };
  }
}
