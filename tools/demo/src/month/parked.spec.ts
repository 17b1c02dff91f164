import { FACTS, topics } from '@cc/contracts';
import { parkedOtherwise } from './parked.js';

it('lets submissions be parked that name nobody, and no fact by any service', () => {
  const nameless = { service: 'intake', topic: topics.submissions('cc-43'), reason: 'no source id' } as const;
  const facts = (['intake', 'routing', 'sla-monitor', 'notification', 'reporting'] as const).map((service) => ({
    ...{ service, topic: FACTS, reason: 'a defect' },
  }));

  expect(parkedOtherwise([nameless])).toEqual([]);
  expect(parkedOtherwise([nameless, ...facts])).toEqual(facts);
});
