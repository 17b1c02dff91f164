import pg from 'pg';
import { CHANNEL } from '../outbox/write-outbox.js';
import { WakeUp } from './wake-up.js';

const url = process.env['DATABASE_URL'];

describe('the connection that wakes the relay', () => {
  let ended: string[];
  beforeEach(() => (ended = []));

  const connect = async () => {
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    client.on('end', () => ended.push('connection'));
    await client.connect();
    return client;
  };

  it('has ended when it is closed, also where it was still on its way', async () => {
    const wakeUp = new WakeUp(connect);
    void wakeUp.open();

    await wakeUp.close();

    expect(ended).toEqual(['connection']);
  });

  it('wakes whoever waits when something was published', async () => {
    const wakeUp = new WakeUp(connect);
    await wakeUp.open();
    await wakeUp.next(0);
    const publisher = await connect();

    const woken = wakeUp.next(60_000);
    await publisher.query(`select pg_notify(${CHANNEL}, '')`);

    await woken;
    await Promise.all([wakeUp.close(), publisher.end()]);
    expect(ended).toHaveLength(2);
  });
});
