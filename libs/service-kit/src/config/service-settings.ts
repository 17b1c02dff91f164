/** What every service is told. */
export interface ServiceSettings {
  databaseUrl: string;
  kafkaBrokers: string[];
  port: number;
  jwt: { issuer: string; audience: string; keySet: string };
  /** The key ring, newest first: the first key seals, all of them open. Empty in services that hold no key. */
  sealingKeys: { id: string; key: Buffer }[];
  /** Null in services that hold no key. */
  hashKey: Buffer | null;
  sources: string[];
  divisions: string[];
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** What is read of a log that this service has never read. */
  bootstrap: 'beginning' | 'available' | 'latest';
  limits: { batchSize: number; lingerMs: number };
}
