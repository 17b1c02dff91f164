import { HEADER } from '@cc/contracts';
import type { BrokerRecord } from '../broker/broker.js';

/** A record at an offset; with a position when a publisher of ours numbered it. */
export function aRecord(offset: number, numbered?: [publisher: string, position: number]): BrokerRecord {
  const headers: BrokerRecord['headers'] = numbered
    ? { [HEADER.publisher]: [Buffer.from(numbered[0])], [HEADER.position]: [Buffer.from(String(numbered[1]))] }
    : {};
  return { offset: BigInt(offset), key: null, value: null, headers, appendedAt: new Date(0) };
}
