/** Consumes for one service: joins its group, applies what it gets. */
export class Consumer {
  readonly died: Promise<Error> = new Promise<Error>(() => undefined);

  async start(): Promise<void> {
    throw new Error('not yet');
  }

  async stop(): Promise<void> {
    // Nothing runs yet.
  }
}
