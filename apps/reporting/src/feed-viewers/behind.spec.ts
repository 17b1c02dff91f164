import { html } from '../show-page/html.js';
import { Behind } from './behind.js';
import { Channel } from './channel.js';

const AT = new Date('2026-11-24T02:00:00Z');

function aView(key: string) {
  const view = {
    key,
    reads: 0,
    broken: false,
    read: async () => {
      view.reads++;
      if (view.broken) throw new Error(`${key} is broken`);
      return [{ id: 'a', html: html`${view.reads}` }];
    },
  };
  return view;
}

describe('views that are to be read again', () => {
  const views = Array.from({ length: 9 }, (_, index) => aView(`view ${index}`));
  const reads = () => views.map((view) => view.reads);

  it('are read all, also when one fails, which alone is read again until it can be', async () => {
    const behind = new Behind();
    behind.add(views.map((view) => new Channel(view)));
    views[0]!.broken = true;

    await expect(behind.catchUp(AT)).rejects.toThrow('1 views could not be read');
    expect(reads()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);

    views[0]!.broken = false;
    await behind.catchUp(AT);
    await behind.catchUp(AT);
    expect(reads()).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('are not read for nobody', async () => {
    const view = aView('left');
    const channel = new Channel(view);
    const behind = new Behind();
    behind.add([channel]);

    behind.forget(channel);
    await behind.catchUp(AT);

    expect(view.reads).toBe(0);
  });
});
