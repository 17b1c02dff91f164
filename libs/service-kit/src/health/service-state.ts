/** Where this process stands between its start and its end. */
export class ServiceState {
  private stage: 'starting' | 'running' | 'stopping' | 'dead' = 'starting';

  private readonly leaving: (() => void)[] = [];

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
    for (const leave of this.leaving) leave();
  }

  /** For answers without an end: the service waits for every answer before it stops. */
  onStopping(leave: () => void): void {
    this.leaving.push(leave);
  }

  /** Messaging ended for good; nothing but a new process helps. */
  died(): void {
    this.stage = 'dead';
  }
}
