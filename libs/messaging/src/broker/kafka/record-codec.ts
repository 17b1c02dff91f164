import { decodeRecord } from './record-decoder.js';
import { replace } from './replace.js';
import { fetchRequest, produceRequest, wholeRequest } from './requests.js';
import { createWorkerQueue } from './worker-queue.js';

/*
 * The client's own reading and writing of records, replaced where it is loaded. kafkajs copies all headers of a record
 * once for each of them, gives every header of a record it writes a buffer of its own, and carries what it sends through
 * six buffers, each doubled until it is large enough and filled with zeros: with the twelve headers of an event that cost
 * 9 microseconds to read and 35 to write, and a send made twenty times its size of garbage. It puts every
 * partition that was asked for through a worker, with records or without. The version of the client is
 * pinned, and a test holds all of it against the originals.
 */

/** Where kafkajs 2.2.4 keeps what is replaced. */
export const REPLACED = {
  decoder: 'kafkajs/src/protocol/recordBatch/record/v0/decoder',
  produce: 'kafkajs/src/protocol/requests/produce/v3/request',
  fetch: 'kafkajs/src/protocol/requests/fetch/v11/request',
  request: 'kafkajs/src/protocol/request',
  workerQueue: 'kafkajs/src/consumer/workerQueue',
} as const;

replace(REPLACED.decoder, decodeRecord);
replace(REPLACED.produce, produceRequest);
replace(REPLACED.fetch, fetchRequest);
replace(REPLACED.request, wholeRequest);
replace(REPLACED.workerQueue, createWorkerQueue);
