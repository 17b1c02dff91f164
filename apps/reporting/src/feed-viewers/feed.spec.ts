import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { SetTime } from '@cc/messaging';
import { EndedSessions, ServiceState, type Session } from '@cc/service-kit';
import { html } from '../show-page/html.js';
import { Feed } from './feed.js';

const sessionOf = (subject: string) =>
  ({ until: new Date(Date.now() + 60_000), caller: { organisation: 'telecom-group', subject } }) as Session;
const session = sessionOf('li');
const view = { key: 'view', read: async () => [{ id: 'a', html: html`1` }] };

/** One that has no database: it is shown from, and never looks. */
const aFeed = () => {
  const none = {} as never;
  return new Feed(
    none,
    none,
    new EndedSessions(none),
    new SetTime(new Date('2026-11-24T02:00:00Z')),
    new ServiceState(),
  );
};

/** The answer to a browser. */
const anAnswer = () => Object.assign(new PassThrough(), { writeHead: () => {} }) as never as PassThrough;

describe('the streams of an instance', () => {
  it('are not used up by browsers that left before they were shown anything', async () => {
    const feed = aFeed();
    for (let left = 0; left < 1000; left++) await feed.show(view, anAnswer().destroy() as never, { session });
    const answer = anAnswer();

    await feed.show(view, answer as never, { session });

    expect(String(answer.read())).toContain('event: parts');
    answer.destroy();
  });

  it('are not used up by one account, which has places again when it closes some', async () => {
    const feed = aFeed();
    const answers = Array.from({ length: 20 }, anAnswer);
    for (const answer of answers) await feed.show(view, answer as never, { session });

    await expect(feed.show(view, anAnswer() as never, { session })).rejects.toMatchObject({
      details: { status: 429, type: '/problems/too-many-windows' },
    });

    await expect(feed.show(view, anAnswer() as never, { session: sessionOf('wang') })).resolves.toBeUndefined();
    answers[0]!.destroy();
    await once(answers[0]!, 'close');
    await expect(feed.show(view, anAnswer() as never, { session })).resolves.toBeUndefined();
  });

  it('say nothing more to whose session ended while the first view was read', async () => {
    const answer = Object.assign(anAnswer(), {
      writeHead: () => {
        throw new Error('headers after the end');
      },
    });
    const reading = { key: 'slow', read: async () => (answer.end(), [{ id: 'a', html: html`1` }]) };

    await expect(aFeed().show(reading, answer as never, { session })).resolves.toBeUndefined();
    answer.destroy();
  });
});
