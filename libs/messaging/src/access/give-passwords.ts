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
 * broker is given salted keys, never a password. kafkajs has no such request: this one is put together from its parts.
 */
export async function givePasswords(
  connection: KafkaConnection,
  passwords: ReadonlyMap<string, string>,
): Promise<void> {
  const upsertions = await Promise.all([...passwords].map(([user, password]) => salted(user, password)));
  const cluster = clusterOf(kafkaClient(connection, RETRY));
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const broker = await cluster.findControllerBroker();
    const results = await broker.connectionPool.send(alterUserScramCredentials(upsertions));
    const refused = results.filter(({ errorCode }) => errorCode !== 0);
    if (refused.length === 0) return;
    const why = refused.map(({ user, errorCode, message }) => `${user}: ${message ?? `error ${errorCode}`}`);
    throw new Error(`Kafka did not take ${refused.length} of ${upsertions.length} passwords: ${why.join('; ')}`);
  } finally {
    await cluster.disconnect();
  }
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

interface ClientCluster {
  connect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  findControllerBroker(): Promise<{ connectionPool: { send(request: unknown): Promise<Result[]> } }>;
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

/** AlterUserScramCredentials, version 0 (KIP-554). */
function alterUserScramCredentials(upsertions: readonly Upsertion[]) {
  const Encoder = require('kafkajs/src/protocol/encoder') as new () => ClientEncoder;
  const Decoder = require('kafkajs/src/protocol/decoder') as new (data: Buffer) => ClientDecoder;
  // In this version of the protocol a nothing of tagged fields ends the header, every element and the whole.
  const end = (encoder: ClientEncoder) => encoder.writeUVarIntBytes();
  return {
    request: {
      apiKey: 51,
      apiVersion: 0,
      apiName: 'AlterUserScramCredentials',
      encode: async () =>
        end(
          end(new Encoder())
            .writeUVarIntArray([])
            .writeUVarIntArray(
              upsertions.map(({ user, salt, saltedPassword }) =>
                end(
                  new Encoder()
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
      decode: async (data: Buffer) => {
        const decoder = new Decoder(data);
        decoder.readTaggedFields();
        decoder.readInt32();
        return decoder.readUVarIntArray((result): Result => {
          const read = {
            user: result.readUVarIntString(),
            errorCode: result.readInt16(),
            message: result.readUVarIntString(),
          };
          result.readTaggedFields();
          return read;
        });
      },
      parse: async (results: Result[]) => results,
    },
  };
}
