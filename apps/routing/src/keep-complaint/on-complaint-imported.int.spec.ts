import { ComplaintImported } from '@cc/contracts';
import { anImportedComplaint, startForTest, type ServiceUnderTest } from '@cc/testing';
import { RoutingModule } from '../routing.module.js';

describe('a complaint of the past', () => {
  let routing: ServiceUnderTest;
  beforeEach(async () => {
    routing = await startForTest(RoutingModule);
  });
  afterEach(() => routing.stop());

  it('is no work; what may become work when somebody adopts it is kept, once', async () => {
    const open = anImportedComplaint({ outcome: 'waiting' });

    await routing.receives(ComplaintImported, [open, anImportedComplaint()], { times: 2 });

    expect(await routing.query('select complaint_id, kind from sealed_contents')).toEqual([
      { complaint_id: open.complaintId, kind: 'complaint' },
    ]);
    expect(await routing.sent()).toEqual([]);
  });
});
