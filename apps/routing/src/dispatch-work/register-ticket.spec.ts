import { minutesAfter, TUESDAY_MORNING } from '@cc/testing';
import { aRegistration, group, received, said, types } from '../rules.fixture.js';
import { registerTicket } from './register-ticket.js';

describe('registering a ticket', () => {
  it('sends the work to a unit at once, in the scope of that unit', () => {
    const event = received(aRegistration({ category: ['network'], faultRegion: '440100' }));

    const step = registerTicket(event, group, minutesAfter(TUESDAY_MORNING, 1));

    expect(types(step)).toEqual(['work.dispatched.v1']);
    expect(said(step, 'work.dispatched.v1')).toMatchObject([
      { division: '44', unit: '440100', dispatchNo: 1, fallback: false, from: null },
    ]);
    expect(step.ticket).toMatchObject({ stage: 'dispatched', division: '44', unit: '440100', dispatchNo: 1 });
  });

  it('keeps the reason with the decision', () => {
    const step = registerTicket(received(aRegistration()), group, TUESDAY_MORNING);

    expect(step.decisions).toMatchObject([
      { kind: 'dispatch', basis: 'telecom-group/dispatch', source: 'ours', division: '44', unit: '440100' },
    ]);
  });

  it('makes the same ids when the same event is applied again', () => {
    const event = received(aRegistration());

    const [once, again] = [1, 2].map(() => registerTicket(event, group, TUESDAY_MORNING));

    expect(again!.ticket.workOrderId).toBe(once!.ticket.workOrderId);
    expect(again!.decisions.map(({ decisionId }) => decisionId)).toEqual(
      once!.decisions.map(({ decisionId }) => decisionId),
    );
  });

  it('remembers when the complaint was received, from which the fifteen days count', () => {
    const receivedAt = minutesAfter(TUESDAY_MORNING, -3000);

    const step = registerTicket(received(aRegistration({ receivedAt })), group, TUESDAY_MORNING);

    expect(step.ticket.timeline[0]).toMatchObject({
      fact: 'ticket.registered',
      receivedAt: receivedAt.toISOString(),
    });
  });
});
