import { PassThrough } from 'node:stream';
import { html } from '../show-page/html.js';
import { Channel } from './channel.js';
import { Viewer } from './viewer.js';

const AT = new Date('2026-11-24T02:00:00Z');

/** A view whose parts a test changes, and how often it was read. */
function aView(parts: Record<string, string>) {
  const view = {
    key: 'view',
    reads: 0,
    parts,
    read: async () => {
      view.reads++;
      return Object.entries(view.parts).map(([id, text]) => ({ id, html: html`${text}` }));
    },
  };
  return view;
}

/** A browser that takes what it is sent only when the test lets it. */
function aBrowser(channel: Channel) {
  const stream = new PassThrough({ highWaterMark: 64 });
  const viewer = new Viewer(stream as never, {} as never, () => channel.everything(undefined, AT));
  channel.viewers.add(viewer);
  const received = () => {
    const text = String(stream.read() ?? '');
    return [...text.matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => (JSON.parse(data!) as { parts: { id: string; html: string }[] }).parts,
    );
  };
  return { viewer, stream, received };
}

describe('all who look at the same view', () => {
  it('share one reading, and hear only what changed', async () => {
    const view = aView({ a: '1', b: '1' });
    const channel = new Channel(view);
    await channel.loaded(AT);
    const browsers = [aBrowser(channel), aBrowser(channel), aBrowser(channel)];
    for (const { viewer } of browsers) viewer.begin('', null);

    view.parts = { a: '2', b: '1' };
    await channel.refresh(AT);

    expect(view.reads).toBe(2);
    for (const { received } of browsers) expect(received()).toEqual([[{ id: 'a', html: '2' }]]);
  });

  it('do not wait for one that takes nothing, for which nothing piles up; it gets the newest when it can take it', async () => {
    const view = aView({ a: '0', b: 'same' });
    const channel = new Channel(view);
    await channel.loaded(AT);
    const [slow, quick] = [aBrowser(channel), aBrowser(channel)];
    for (const { viewer } of [slow, quick]) viewer.begin('', null);

    const heard: string[] = [];
    for (let change = 1; change <= 50; change++) {
      view.parts = { a: String(change), b: 'same' };
      await channel.refresh(AT);
      heard.push(
        ...quick
          .received()
          .flat()
          .map(({ html: text }) => text),
      );
    }
    const held = slow.stream.readableLength + slow.stream.writableLength;
    const drained = new Promise((resolve) => slow.stream.once('drain', resolve));
    const first = slow.received();
    await drained;

    expect(heard).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
    expect(held).toBeLessThan(500);
    expect([...first, ...slow.received()].at(-1)).toEqual([
      { id: 'a', html: '50' },
      { id: 'b', html: 'same' },
    ]);
  });

  it('lose one that takes nothing for long', async () => {
    const channel = new Channel(aView({ a: '1' }));
    await channel.loaded(AT);
    const { viewer, stream } = aBrowser(channel);
    viewer.begin('x'.repeat(200), null);

    viewer.patience(AT, 30_000);
    expect(stream.destroyed).toBe(false);
    viewer.patience(new Date(AT.getTime() + 31_000), 30_000);

    expect(stream.destroyed).toBe(true);
  });

  it('hear everything of a view that could not be read at first', async () => {
    const view = aView({ a: '1' });
    const read = view.read;
    view.read = () => Promise.reject(new Error('the database is away'));
    const channel = new Channel(view);
    await expect(channel.loaded(AT)).rejects.toThrow('away');

    view.read = read;
    await channel.loaded(AT);

    expect(channel.everything(undefined, AT)).toContain('"a"');
  });
});
