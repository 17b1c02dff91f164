import { crc32c } from './crc32c.js';
import { encodeRecord, type RecordToEncode } from './record-encoder.js';
import { RequestWriter } from './request-writer.js';

/** What kafkajs takes for one of its encoders. */
export interface Encoded {
  buf: Buffer;
  buffer: Buffer;
  size(): number;
}

export interface Request {
  apiKey: number;
  apiVersion: number;
  apiName: string;
  expectResponse?: () => boolean;
  encode(): Promise<Encoded>;
  /** Of ours: writes it to the desk behind its head, so that it need not be copied there. */
  write?: () => void;
}

export interface ProduceOptions {
  acks: number;
  timeout: number;
  transactionalId?: string | null;
  producerId?: { toString(): string };
  producerEpoch?: number;
  compression?: number;
  topicData: readonly { topic: string; partitions: readonly PartitionData[] }[];
}

interface PartitionData {
  partition: number;
  firstSequence?: number;
  messages: readonly (RecordToEncode & { timestamp?: string })[];
}

export interface FetchOptions {
  replicaId: number;
  maxWaitTime: number;
  minBytes: number;
  maxBytes: number;
  topics: readonly { topic: string; partitions: readonly FetchedPartition[] }[];
  rackId?: string;
  isolationLevel?: number;
  sessionId?: number;
  sessionEpoch?: number;
  forgottenTopics?: readonly unknown[];
}

interface FetchedPartition {
  partition: number;
  currentLeaderEpoch?: number;
  fetchOffset: { toString(): string };
  logStartOffset?: number;
  maxBytes: number;
}

const PRODUCE = 0;
const FETCH = 1;
const READ_COMMITTED = 1;
const MAGIC = 2;
/** Of a batch's attributes: it is part of a transaction. */
const TRANSACTIONAL = 16;
const NONE = -1n;

/** Where one request after the other is written. */
const desk = new RequestWriter();

/** A produce request in version 3, on which kafkajs builds the later ones. */
export function produceRequest(options: ProduceOptions): Request {
  const { acks, timeout, transactionalId = null, compression = 0, topicData } = options;
  if (compression !== 0) throw new Error(`compression ${compression}: records go as they are, leave it out`);
  const write = () => {
    desk.string(transactionalId);
    desk.int16(acks);
    desk.int32(timeout);
    desk.each(topicData, ({ topic, partitions }) => {
      desk.string(topic);
      desk.each(partitions, (data) => writeBatch(data, options));
    });
  };
  return {
    apiKey: PRODUCE,
    apiVersion: 3,
    apiName: 'Produce',
    expectResponse: () => acks !== 0,
    encode: async () => written(write),
    write,
  };
}

function writeBatch({ partition, firstSequence = 0, messages }: PartitionData, options: ProduceOptions): void {
  const { transactionalId, producerId, producerEpoch = 0 } = options;
  const now = Date.now();
  const timestamps = messages.flatMap(({ timestamp }) => timestamp ?? []).sort();
  const first = Number(timestamps[0] ?? now);
  desk.int32(partition);
  desk.withLength(() => {
    desk.int64(0n); // The broker knows the offset of the first.
    desk.withLength(() => {
      desk.int32(0); // No leader's epoch.
      desk.int8(MAGIC);
      const crcAt = desk.at;
      desk.int32(0);
      desk.int16(transactionalId ? TRANSACTIONAL : 0);
      desk.int32(messages.length - 1);
      desk.int64(BigInt(first));
      desk.int64(BigInt(timestamps.at(-1) ?? now));
      desk.int64(producerId === undefined ? NONE : BigInt(producerId.toString()));
      desk.int16(producerEpoch);
      desk.int32(firstSequence);
      desk.each(messages, (message, offsetDelta) => {
        const timestampDelta = Number(message.timestamp || now) - first;
        desk.buffer(encodeRecord(message, { offsetDelta, timestampDelta }));
      });
      desk.bytes.writeUInt32BE(crc32c(desk.bytes, crcAt + 4, desk.at), crcAt);
    });
  });
}

/** A fetch request in version 11: a service asks for hundreds of partitions, several times a second. */
export function fetchRequest(options: FetchOptions): Request {
  const { replicaId, maxWaitTime, minBytes, maxBytes, topics, rackId = '' } = options;
  const { isolationLevel = READ_COMMITTED, sessionId = 0, sessionEpoch = -1, forgottenTopics = [] } = options;
  if (forgottenTopics.length > 0) {
    throw new Error(`${forgottenTopics.length} forgottenTopics: there are no fetch sessions here, leave them out`);
  }
  const write = () => {
    desk.int32(replicaId);
    desk.int32(maxWaitTime);
    desk.int32(minBytes);
    desk.int32(maxBytes);
    desk.int8(isolationLevel);
    desk.int32(sessionId);
    desk.int32(sessionEpoch);
    desk.each(topics, ({ topic, partitions }) => {
      desk.string(topic);
      desk.each(partitions, writeFetched);
    });
    desk.int32(0); // Forgotten topics.
    desk.string(rackId);
  };
  return { apiKey: FETCH, apiVersion: 11, apiName: 'Fetch', encode: async () => written(write), write };
}

function writeFetched(fetched: FetchedPartition): void {
  const { partition, currentLeaderEpoch = -1, fetchOffset, logStartOffset = -1, maxBytes } = fetched;
  desk.int32(partition);
  desk.int32(currentLeaderEpoch);
  desk.int64(BigInt(fetchOffset.toString()));
  desk.int64(BigInt(logStartOffset));
  desk.int32(maxBytes);
}

/** A request with its head: how long it is, what it asks for, who asks. */
export async function wholeRequest(whole: {
  correlationId: number;
  clientId: string | null;
  request: Pick<Request, 'apiKey' | 'apiVersion' | 'encode' | 'write'>;
}): Promise<Encoded> {
  const { correlationId, clientId, request } = whole;
  const { write } = request;
  const body = write ?? writeAgain((await request.encode()).buffer);
  return written(() =>
    desk.withLength(() => {
      desk.int16(request.apiKey);
      desk.int16(request.apiVersion);
      desk.int32(correlationId);
      desk.string(clientId);
      body();
    }),
  );
}

const writeAgain = (encoded: Buffer) => () => desk.buffer(encoded);

/** Nothing waits between the first byte and the last: the desk is everybody's. */
function written(write: () => void): Encoded {
  desk.at = 0;
  write();
  const buffer = desk.take();
  return { buf: buffer, buffer, size: () => buffer.length };
}
