import { TicketReclassified, WorkOrderChanged } from '@cc/contracts';
import { aReclassifiedTicket, nextComplaintId, startForTest, type ServiceUnderTest } from '@cc/testing';
import { aRoutedTicket } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

describe('work that a count makes of another nature (重新定性)', () => {
  it('is so once, however often it is told, and stays with its unit', async () => {
    const complaintId = await aRoutedTicket(routing);
    const work = async () =>
      (await routing.query('select nature, division, unit, jsonb_array_length(timeline) as facts from tickets'))[0]!;
    const before = await work();

    await routing.receives(TicketReclassified, aReclassifiedTicket({ complaintId }), { times: 2 });

    expect(await work()).toEqual({ ...before, nature: 'major', facts: Number(before['facts']) + 1 });
    expect(await routing.told(WorkOrderChanged)).toMatchObject([
      { complaintId, change: 'reclassified', nature: 'major' },
    ]);
  });

  it('is parked when it speaks of no ticket we know', async () => {
    const unknown = aReclassifiedTicket({ complaintId: nextComplaintId() });

    await routing.receives(TicketReclassified, unknown, { times: 2, parked: true });
  });
});
