import type { Session } from '@cc/service-kit';
import type { Response } from 'express';

/** One who looks: a stream of server-sent events to a browser. */
export class Viewer {
  private begun = false;
  private full = false;
  private fullSince: Date | null = null;
  private missed = false;

  constructor(
    private readonly response: Response,
    readonly session: Session,
    /** The newest of everything, for one who could not take what came meanwhile. */
    private readonly everything: () => string | null,
  ) {
    response.on('drain', () => this.drained());
  }

  /** What comes first; whatever was to be sent before is in `everything`. */
  begin(greeting: string, everything: string | null): void {
    if (this.response.destroyed) return;
    this.begun = true;
    this.send(everything === null ? greeting : greeting + everything);
  }

  /**
   * Sends, or drops it where the browser does not take what it was sent before: nothing is kept for it, and nobody waits for it.
   * When it can take more it gets the newest of everything.
   */
  send(frame: string): void {
    if (!this.begun) return;
    if (this.full) this.missed = true;
    else this.full = !this.response.write(frame);
  }

  /** Gives up on one that has taken nothing for so long. */
  patience(now: Date, most: number): void {
    if (!this.full) this.fullSince = null;
    else if ((this.fullSince ??= now) && now.getTime() - this.fullSince.getTime() > most) this.response.destroy();
  }

  end(): void {
    this.response.end();
  }

  private drained(): void {
    this.full = false;
    if (!this.missed) return;
    this.missed = false;
    const frame = this.everything();
    if (frame !== null) this.send(frame);
  }
}
