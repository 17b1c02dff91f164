import { masked, type SealedCustomer } from '@cc/contracts';
import type { Complaint } from '../complaint.entity.js';

const mask = (number: string | null) => (number === null ? null : masked(number));

/** 张* for 张三: enough to greet, not enough to name. */
const maskedName = (name: string | null) => (name === null ? null : `${[...name][0]}*`);

/** A line of the register as people see it: the number masked, the name behind its first character, no text. */
export function shownComplaint(complaint: Complaint, { name, phone, businessNumber }: SealedCustomer) {
  const {
    submissionId: _,
    customer: _sealed,
    text: _text,
    numberHash: _hash,
    lastFourHash: _four,
    customerHash: _who,
    householdHash: _where,
    assessedAs: _assessed,
    textFingerprint: _print,
    ...shown
  } = complaint;
  return {
    ...shown,
    customer: {
      name: maskedName(name),
      phone: mask(phone),
      businessNumber: mask(businessNumber),
    },
  };
}
