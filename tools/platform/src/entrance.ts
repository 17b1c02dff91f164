import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessOf } from '@cc/contracts';
import { createTopics, parties } from '@cc/hub';
import { applyAccess, giveMissingPasswords, type KafkaConnection } from '@cc/messaging';
import { filesIn, provideIdentities, type IdentityFiles, type RunningKafka } from '@cc/stack';

/** What a client of kafkajs is told. */
export interface ClientOptions {
  brokers: string[];
  ssl?: { ca: string; cert: string; key: string };
}

/** How one gets into the broker of this platform. */
export interface Entrance {
  /** Of a guarded broker: a folder for each service and each party; null: everybody may do everything. */
  dir: string | null;
  /** The environment of a service, or of a party; of the administrator where none is named. */
  variablesOf(principal?: string): Record<string, string>;
  /** The same for a client of kafkajs. */
  clientOf(principal?: string): ClientOptions;
}

/** What the Kafka client would log is in its error too. */
const silent = { log() {}, warn() {}, error() {} };

/** Creates the topics; on a guarded broker makes services and parties known, with a folder below `dir` for each. */
export async function openEntrance(kafka: RunningKafka, dir: string): Promise<Entrance> {
  const { brokers, guard } = kafka;
  const connection: KafkaConnection = { brokers, clientId: 'platform', log: silent };
  if (!guard) {
    await createTopics(connection);
    const open = { brokers: brokers.split(',') };
    return { dir: null, variablesOf: () => ({ KAFKA_BROKERS: brokers }), clientOf: () => open };
  }
  const { caFile, certificateFile, keyFile } = guard.administrator;
  const asAdministrator = { ...connection, security: { caFile, certificate: { certificateFile, keyFile } } };
  const access = accessOf(parties());
  const names = access.map(({ principal }) => principal);
  const passwords = await provideIdentities(dir, names, guard.authority, brokers);
  await Promise.all([
    createTopics(asAdministrator),
    applyAccess(asAdministrator, access),
    giveMissingPasswords(asAdministrator, passwords),
  ]);
  const filesOf = (principal?: string) => (principal ? filesIn(join(dir, principal)) : guard.administrator);
  return {
    dir,
    variablesOf: (principal) => variables(brokers, filesOf(principal)),
    clientOf: (principal) => client(brokers, filesOf(principal)),
  };
}

function variables(brokers: string, { caFile, certificateFile, keyFile }: IdentityFiles): Record<string, string> {
  return {
    KAFKA_BROKERS: brokers,
    KAFKA_CA_FILE: caFile,
    KAFKA_CERTIFICATE_FILE: certificateFile,
    KAFKA_KEY_FILE: keyFile,
  };
}

function client(brokers: string, { caFile, certificateFile, keyFile }: IdentityFiles): ClientOptions {
  const [ca, cert, key] = [caFile, certificateFile, keyFile].map((file) => readFileSync(file, 'utf8')) as [
    string,
    string,
    string,
  ];
  return { brokers: brokers.split(','), ssl: { ca, cert, key } };
}
