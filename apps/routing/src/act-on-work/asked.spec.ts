import { WorkActionSubmitted } from '@cc/contracts';
import { nextComplaintId } from '@cc/testing';
import { askedOf } from './asked.js';

const sent = {
  actionId: 'act-1',
  complaintId: nextComplaintId(),
  by: { role: 'handler', id: 'gd-4711' },
  at: '2026-11-24T09:00:00+08:00',
  do: { action: 'return', reasonCode: 'not-ours', fields: { eventPlace: '天河路', typhoon: false } },
};
const asked = (body: object) => askedOf(WorkActionSubmitted.parse(body));

describe('what an action asks', () => {
  it('does not depend on the order of its parts, nor on when it was stamped', () => {
    const again = {
      ...sent,
      at: '2026-11-24T09:00:07+08:00',
      do: { fields: { typhoon: false, eventPlace: '天河路' }, reasonCode: 'not-ours', action: 'return' },
    };

    expect(asked(again)).toBe(asked(sent));
  });

  it.each([
    ['the complaint', { complaintId: nextComplaintId() }],
    ['the work order that it guards', { workOrderId: nextComplaintId() }],
    ['the action', { do: { action: 'accept' } }],
    ['a word of it', { do: { ...sent.do, reasonCode: 'no-such-line' } }],
    ['a field that it brings', { do: { ...sent.do, fields: { ...sent.do.fields, typhoon: true } } }],
    ['who does it', { by: { role: 'handler', id: 'gd-4712' } }],
    ['in which role', { by: { role: 'supervisor', id: 'gd-4711' } }],
  ])('changes with %s', (_, change) => {
    expect(asked({ ...sent, ...change })).not.toBe(asked(sent));
  });
});
