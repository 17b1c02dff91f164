/** Sends what the outbox holds. */
export class Relay {
  async start(): Promise<void> {
    throw new Error('not yet');
  }

  async stop(): Promise<void> {
    // Nothing runs yet.
  }

  /** Resolves once everything published so far is acknowledged and the outbox is empty. */
  async drained(): Promise<void> {
    throw new Error('not yet');
  }

  /** Settles when the relay must not go on: this database is older than the topic. */
  readonly refused: Promise<Error> = new Promise<Error>(() => undefined);
}
