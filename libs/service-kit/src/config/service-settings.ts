import type { KafkaSecurity } from '@cc/messaging';

export interface Key {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** How people sign in to a page. */
export interface SignInSettings {
  /** Where people find the service, without a path. */
  origin: string;
  clientId: string;
  clientSecret: string;
  /** Where the identity provider describes itself (OpenID Connect Discovery). */
  metadataUrl: string;
  /** What seals sessions, newest first: the first key seals, all of them open. */
  sessionKeys: Key[];
}

/** What every service is told. */
export interface ServiceSettings {
  databaseUrl: string;
  /** The most of one process's pool: batches share a few, people and timers take the rest. The relay opens two beside it. */
  databaseConnections: number;
  kafkaBrokers: string[];
  /** Absent: in the clear and without a name. */
  kafkaSecurity?: KafkaSecurity | undefined;
  port: number;
  jwt: { issuer: string; audience: string; keySet: string };
  /** The key ring, newest first: the first key seals, all of them open. Empty in services that hold no key. */
  sealingKeys: Key[];
  /** Null in services that hold no key. */
  hashKey: Buffer | null;
  /** Null where nobody signs in. */
  signIn: SignInSettings | null;
  sources: string[];
  divisions: string[];
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** What is read of a log that this service has never read. */
  bootstrap: 'beginning' | 'available' | 'latest';
  limits: { batchSize: number; lingerMs: number };
}
