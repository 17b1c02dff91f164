/** Where this process stands between its start and its end. */
export class ServiceState {
  private stage: 'starting' | 'running' | 'stopping' | 'dead' = 'starting';

  get running(): boolean {
    return this.stage === 'running';
  }

  get dead(): boolean {
    return this.stage === 'dead';
  }

  /** Migrations ran, HTTP answers, and the consumer has asked for its partitions. Timers begin after this. */
  started(): void {
    if (this.stage === 'starting') this.stage = 'running';
  }

  stopping(): void {
    this.stage = 'stopping';
  }

  /** Messaging ended for good; nothing but a new process helps. */
  died(): void {
    this.stage = 'dead';
  }
}
