import { pbkdf2, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Kafka } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from '../broker/kafka/client.js';

const derive = promisify(pbkdf2);

const RETRY = { initialRetryTime: 100, maxRetryTime: 1000, retries: 5 };
const SCRAM_SHA_512 = 2;
/** The least that Kafka takes; guessing is hopeless by the length of what we make, not by this. */
const ITERATIONS = 4096;

/**
 * Lets principals log in by these passwords from now on, and by no older ones; connections that are open stay open. The
 * broker is given salted keys, never a password. kafkajs has no such requests: they are put together from its parts.
 */
export async function givePasswords(
  connection: KafkaConnection,
  passwords: ReadonlyMap<string, string>,
): Promise<void> {
  await asking(connection, (send) => give(send, passwords));
}

/** The same for those alone who have none: a password that was replaced meanwhile stays the one that counts. Answers whom. */
export async function giveMissingPasswords(
  connection: KafkaConnection,
  passwords: ReadonlyMap<string, string>,
): Promise<string[]> {
  return asking(connection, async (send) => {
    const known = new Set(await send(describeUserScramCredentials()));
    const missing = new Map([...passwords].filter(([user]) => !known.has(user)));
    if (missing.size > 0) await give(send, missing);
    return [...missing.keys()];
  });
}

type Send = <T>(request: ClientRequest<T>) => Promise<T>;

async function asking<T>(connection: KafkaConnection, work: (send: Send) => Promise<T>): Promise<T> {
  const cluster = clusterOf(kafkaClient(connection, RETRY));
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const { connectionPool } = await cluster.findControllerBroker();
    return await work((request) => connectionPool.send(request));
  } finally {
    await cluster.disconnect();
  }
}

async function give(send: Send, passwords: ReadonlyMap<string, string>): Promise<void> {
  const upsertions = await Promise.all([...passwords].map(([user, password]) => salted(user, password)));
  const results = await send(alterUserScramCredentials(upsertions));
  const refused = results.filter(({ errorCode }) => errorCode !== 0);
  if (refused.length === 0) return;
  const why = refused.map(({ user, errorCode, message }) => `${user}: ${message ?? `error ${errorCode}`}`);
  throw new Error(`Kafka did not take ${refused.length} of ${upsertions.length} passwords: ${why.join('; ')}`);
}

interface Upsertion {
  user: string;
  salt: Buffer;
  saltedPassword: Buffer;
}

async function salted(user: string, password: string): Promise<Upsertion> {
  const salt = randomBytes(32);
  return { user, salt, saltedPassword: await derive(password, salt, ITERATIONS, 64, 'sha512') };
}

interface ClientEncoder {
  writeInt8(value: number): this;
  writeInt32(value: number): this;
  writeUVarIntString(value: string): this;
  writeUVarIntBytes(value?: Buffer): this;
  writeUVarIntArray(values: ClientEncoder[]): this;
}

interface ClientDecoder {
  readInt8(): number;
  readInt16(): number;
  readInt32(): number;
  readUVarIntString(): string | null;
  readUVarIntArray<T>(read: (decoder: ClientDecoder) => T): T[];
  readTaggedFields(): unknown;
}

interface Result {
  user: string | null;
  errorCode: number;
  message: string | null;
}

interface ClientRequest<T> {
  request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<ClientEncoder> };
  response: { decode(data: Buffer): Promise<T>; parse(answer: T): Promise<T> };
}

interface ClientCluster {
  connect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  findControllerBroker(): Promise<{ connectionPool: { send: Send } }>;
  disconnect(): Promise<void>;
}

const require = createRequire(import.meta.url);

function clusterOf(kafka: Kafka): ClientCluster {
  const create = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  if (!create) throw new Error('this version of kafkajs makes its connections otherwise: see give-passwords.ts');
  return (kafka as unknown as Record<symbol, (options: object) => ClientCluster>)[create]!({});
}

// In these versions of the protocol a nothing of tagged fields ends the header, every element and the whole.
const end = (encoder: ClientEncoder) => encoder.writeUVarIntBytes();

const encoder = (): ClientEncoder => new (require('kafkajs/src/protocol/encoder') as new () => ClientEncoder)();

/** Past what every answer begins with: the header's tagged fields, and for how long we were throttled. */
function decoderOf(data: Buffer): ClientDecoder {
  const decoder = new (require('kafkajs/src/protocol/decoder') as new (data: Buffer) => ClientDecoder)(data);
  decoder.readTaggedFields();
  decoder.readInt32();
  return decoder;
}

/** DescribeUserScramCredentials, version 0 (KIP-554), of all users: who has a password by which this mechanism lets in. */
function describeUserScramCredentials(): ClientRequest<string[]> {
  return {
    request: {
      apiKey: 50,
      apiVersion: 0,
      apiName: 'DescribeUserScramCredentials',
      encode: async () => end(end(encoder()).writeUVarIntArray([])),
    },
    response: {
      decode: async (data) => {
        const decoder = decoderOf(data);
        const [errorCode, message] = [decoder.readInt16(), decoder.readUVarIntString()];
        if (errorCode !== 0)
          throw new Error(`Kafka does not say who has a password: ${message ?? `error ${errorCode}`}`);
        const users = decoder.readUVarIntArray((result) => {
          const user = result.readUVarIntString();
          result.readInt16();
          result.readUVarIntString();
          const mechanisms = result.readUVarIntArray((credential) => {
            const mechanism = credential.readInt8();
            credential.readInt32();
            credential.readTaggedFields();
            return mechanism;
          });
          result.readTaggedFields();
          return user !== null && mechanisms.includes(SCRAM_SHA_512) ? [user] : [];
        });
        return users.flat();
      },
      parse: async (users) => users,
    },
  };
}

/** AlterUserScramCredentials, version 0 (KIP-554). */
function alterUserScramCredentials(upsertions: readonly Upsertion[]): ClientRequest<Result[]> {
  return {
    request: {
      apiKey: 51,
      apiVersion: 0,
      apiName: 'AlterUserScramCredentials',
      encode: async () =>
        end(
          end(encoder())
            .writeUVarIntArray([])
            .writeUVarIntArray(
              upsertions.map(({ user, salt, saltedPassword }) =>
                end(
                  encoder()
                    .writeUVarIntString(user)
                    .writeInt8(SCRAM_SHA_512)
                    .writeInt32(ITERATIONS)
                    .writeUVarIntBytes(salt)
                    .writeUVarIntBytes(saltedPassword),
                ),
              ),
            ),
        ),
    },
    response: {
      decode: async (data) => {
        return decoderOf(data).readUVarIntArray((result): Result => {
          const read = {
            user: result.readUVarIntString(),
            errorCode: result.readInt16(),
            message: result.readUVarIntString(),
          };
          result.readTaggedFields();
          return read;
        });
      },
      parse: async (results) => results,
    },
  };
}
