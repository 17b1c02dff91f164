import { Injectable } from '@nestjs/common';
import type { ComplaintId, SealedCustomer, SealedText } from '@cc/contracts';
import { KeyedHash, Sealing } from '@cc/service-kit';
import { lastFour } from '../normalise/business-number.js';
import type { Hashes, Secrets } from './draft-complaint.js';

/** Who and what, in clear. */
export interface InClear {
  customer: SealedCustomer;
  text: SealedText;
}

/** Seals a complaint's person and text, and makes the hashes by which its number is found. */
@Injectable()
export class ComplaintSecrets {
  constructor(
    private readonly sealing: Sealing,
    private readonly keyedHash: KeyedHash,
  ) {}

  of(id: ComplaintId, { customer, text }: InClear): Pick<Secrets, 'customer' | 'text'> {
    return {
      // Field by field: the same words must give the same bytes.
      customer: this.sealing.seal(
        { name: customer.name, phone: customer.phone, businessNumber: customer.businessNumber },
        id,
      ),
      text: this.sealing.seal(inOrder(text), id),
    };
  }

  /** By what a complaint is found and counted; `household` is the address of the fault in words. */
  hashesOf(customer: SealedCustomer, household: string | null): Hashes {
    const number = numberOf(customer);
    const last = number === null ? null : lastFour(number);
    const numberHash = number === null ? null : this.keyedHash.of(number);
    const who = customer.phone ?? number;
    return {
      numberHash,
      lastFourHash: last === null ? null : this.keyedHash.lastFour(last),
      customerHash: who === null || who === number ? numberHash : this.keyedHash.of(who),
      householdHash: household === null ? null : this.keyedHash.of(`household ${household}`),
    };
  }

  open({ id, customer, text }: { id: ComplaintId } & Pick<Secrets, 'customer' | 'text'>): InClear {
    return { customer: this.customerOf({ id, customer }), text: this.sealing.open(text, id) };
  }

  customerOf({ id, customer }: { id: ComplaintId } & Pick<Secrets, 'customer'>): SealedCustomer {
    return this.sealing.open(customer, id);
  }
}

const inOrder = ({ problem, demand, faultAt, done, recording, attachments }: SealedText) => ({
  problem,
  demand,
  faultAt,
  done,
  recording,
  attachments,
});

/** Under which a complaint is found again: what it is about, else whom to call. */
const numberOf = ({ businessNumber, phone }: SealedCustomer) => businessNumber ?? phone;
