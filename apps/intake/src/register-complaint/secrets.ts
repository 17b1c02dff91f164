import { Injectable } from '@nestjs/common';
import type { ComplaintId, SealedCustomer, SealedText } from '@cc/contracts';
import { KeyedHash, Sealing } from '@cc/service-kit';
import { lastFour } from '../normalise/business-number.js';
import type { Secrets } from './draft-complaint.js';

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

  of(id: ComplaintId, { customer, text }: InClear): Secrets {
    const number = numberOf(customer);
    const last = number === null ? null : lastFour(number);
    return {
      // Field by field: the same words must give the same bytes.
      customer: this.sealing.seal(
        { name: customer.name, phone: customer.phone, businessNumber: customer.businessNumber },
        id,
      ),
      text: this.sealing.seal({ problem: text.problem, demand: text.demand }, id),
      numberHash: number === null ? null : this.keyedHash.of(number),
      lastFourHash: last === null ? null : this.keyedHash.lastFour(last),
    };
  }

  numberHash(customer: SealedCustomer): string | null {
    const number = numberOf(customer);
    return number === null ? null : this.keyedHash.of(number);
  }

  open({ id, customer, text }: { id: ComplaintId } & Pick<Secrets, 'customer' | 'text'>): InClear {
    return { customer: this.customerOf({ id, customer }), text: this.sealing.open(text, id) };
  }

  customerOf({ id, customer }: { id: ComplaintId } & Pick<Secrets, 'customer'>): SealedCustomer {
    return this.sealing.open(customer, id);
  }
}

/** Under which a complaint is found again: what it is about, else whom to call. */
const numberOf = ({ businessNumber, phone }: SealedCustomer) => businessNumber ?? phone;
