import { ComplaintRecorded, type DataOf } from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aRecordedComplaint, type ServiceUnderTest } from '@cc/testing';

/** A complaint whose sealed contact opens with the key of the service under test. */
export function aComplaintOf(
  service: ServiceUnderTest,
  phone: string | null,
  over: Partial<DataOf<typeof ComplaintRecorded>> = {},
): DataOf<typeof ComplaintRecorded> {
  const complaint = aRecordedComplaint(over);
  const customer = service.get(Sealing).seal({ name: '陈晓明', phone, businessNumber: phone }, complaint.complaintId);
  const text = service.get(Sealing).seal({ problem: '宽带断网', demand: '尽快修复' }, complaint.complaintId);
  return { ...complaint, customer, text };
}
