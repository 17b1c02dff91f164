import { PassThrough } from 'node:stream';
import { SetTime } from '@cc/messaging';
import { ServiceState, type Session } from '@cc/service-kit';
import { html } from '../show-page/html.js';
import { Feed } from './feed.js';

const session = { until: new Date(Date.now() + 60_000) } as Session;
const view = { key: 'view', read: async () => [{ id: 'a', html: html`1` }] };

/** The answer to a browser. */
const anAnswer = () => Object.assign(new PassThrough(), { writeHead: () => {} }) as never as PassThrough;

describe('the streams of an instance', () => {
  it('are not used up by browsers that left before they were shown anything', async () => {
    const feed = new Feed({} as never, new SetTime(new Date('2026-11-24T02:00:00Z')), new ServiceState());
    for (let left = 0; left < 1000; left++) await feed.show(view, anAnswer().destroy() as never, { session });
    const answer = anAnswer();

    await feed.show(view, answer as never, { session });

    expect(String(answer.read())).toContain('event: parts');
    answer.destroy();
  });
});
