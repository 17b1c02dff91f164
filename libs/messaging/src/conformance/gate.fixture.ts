/** A point in the code where a test stops somebody, sees that they are there, and lets them go. */
export class Gate {
  private arrive!: () => void;
  private open!: () => void;
  private isOpen = false;
  /** Resolves when somebody stands at the gate. */
  readonly reached = new Promise<void>((resolve) => (this.arrive = resolve));
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  /** Waits here, the first time, until the gate is opened. */
  async pass(): Promise<void> {
    if (this.isOpen) return;
    this.arrive();
    await this.opened;
  }

  release(): void {
    this.isOpen = true;
    this.open();
  }
}
