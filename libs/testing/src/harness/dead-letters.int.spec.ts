import { TicketRegistered } from '@cc/contracts';
import { aRegisteredTicket } from '../builders/intake.js';
import type { ServiceUnderTest } from './service-under-test.js';
import { startForTest } from './start-for-test.js';
import { TinyModule } from './tiny-service.fixture.js';

let tiny: ServiceUnderTest;
beforeEach(async () => {
  tiny = await startForTest(TinyModule, { handlersMayDiffer: true, env: { GREETING: 'ni hao' } });
});
afterEach(() => tiny.stop());

const operator = () => tiny.as({ role: 'platform-operator', subject: 'ops-1' });
const letters = async () => (await operator().get('/operator/dead-letters').expect(200)).body as { id: string }[];

describe('a parked event that an operator gives up', () => {
  it('is gone, and who gave it up and why is kept', async () => {
    await tiny.receives(TicketRegistered, aRegisteredTicket({ channel: 'broken' }), { parked: true });
    const [letter] = await letters();

    const { body } = await operator()
      .post(`/operator/dead-letters/${letter!.id}/discard`)
      .send({ reason: 'a test of the source' })
      .expect(200);

    expect(body).toMatchObject({ discarded: letter!.id, replayed: 0, failed: null });
    expect(await letters()).toEqual([]);
    expect(await tiny.query('select letter_id, subject, reason from discarded_letters')).toEqual([
      { letter_id: letter!.id, subject: 'ops-1', reason: 'a test of the source' },
    ]);
    await operator().post(`/operator/dead-letters/${letter!.id}/discard`).send({ reason: 'once more' }).expect(404);
  });

  it('stays while nobody says why, or while it waits behind another', async () => {
    const first = aRegisteredTicket({ channel: 'broken' });
    await tiny.receives(TicketRegistered, first, { parked: true });
    await tiny.receives(TicketRegistered, { ...first, channel: 'hotline-10000' }, { parked: true });
    const [broken, waiting] = await letters();

    await operator().post(`/operator/dead-letters/${broken!.id}/discard`).send({}).expect(422);
    const { body } = await operator()
      .post(`/operator/dead-letters/${waiting!.id}/discard`)
      .send({ reason: 'not needed' })
      .expect(409);

    expect(body).toMatchObject({ detail: expect.stringContaining(`replay or discard ${broken!.id} first`) as string });
    expect(await letters()).toHaveLength(2);
  });
});
