import { versionOf, type Part } from '../show-page/part.js';
import type { View } from '../show-page/views.js';
import { Viewer } from './viewer.js';

/** All who look at the same view, and what they see. */
export class Channel {
  readonly viewers = new Set<Viewer>();
  /** Of a story: from how many facts it was told, at least. */
  size: number | undefined;
  private parts: Part[] = [];
  private version = '';
  private reading: Promise<void> = Promise.resolve();
  private first: Promise<void> | null = null;

  constructor(readonly view: View) {}

  /** Resolves when there is something to see. */
  loaded(at: Date): Promise<void> {
    return (this.first ??= this.refresh(at).catch((error: unknown) => {
      this.first = null;
      throw error;
    }));
  }

  /** Reads the view, one reading after the other, and tells the viewers what is new. */
  refresh(at: Date): Promise<void> {
    this.reading = this.reading.then(
      () => this.read(at),
      () => this.read(at),
    );
    return this.reading;
  }

  /** Everything, for one who knows another version; null for one who knows this one. */
  everything(known: string | undefined, at: Date): string | null {
    return known === this.version ? null : frameOf(this.version, this.parts, at);
  }

  private async read(at: Date): Promise<void> {
    const before = new Map(this.parts.map(({ id, html }) => [id, html.text]));
    const parts = await this.view.read();
    const changed = parts.filter(({ id, html }) => before.get(id) !== html.text);
    if (changed.length === 0) return;
    [this.parts, this.version] = [parts, versionOf(parts)];
    const frame = frameOf(this.version, changed, at);
    for (const viewer of this.viewers) viewer.send(frame);
  }
}

/** An event of a `text/event-stream`. Its id comes back as `Last-Event-ID` when the browser connects again. */
function frameOf(version: string, parts: readonly Part[], at: Date): string {
  const data = { at: at.toISOString(), parts: parts.map(({ id, html }) => ({ id, html: html.text })) };
  return `id: ${version}\nevent: parts\ndata: ${JSON.stringify(data)}\n\n`;
}
