/** Wakes everybody who waits for the next change. */
export class Signal {
  private wake!: () => void;
  private upcoming = this.renew();

  next(): Promise<void> {
    return this.upcoming;
  }

  send(): void {
    const wake = this.wake;
    this.upcoming = this.renew();
    wake();
  }

  private renew(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}
