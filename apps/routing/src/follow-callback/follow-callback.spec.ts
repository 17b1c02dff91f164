import { aCallback, TUESDAY_MORNING } from '@cc/testing';
import { seal } from '../act-on-work/decided.fixture.js';
import { aStep, aTicket, group, said, types } from '../rules.fixture.js';
import { followCallback } from './follow-callback.js';

const answered = () => aTicket({}, { stage: 'answered', callbackOwed: true });

describe('following a callback (回访)', () => {
  it('archives after a satisfied one', () => {
    const step = aStep(answered());

    followCallback(step, group, aCallback({ outcome: 'satisfied', effect: 'close' }));

    expect(types(step)).toEqual(['ticket.closed.v1', 'work.order-changed.v1']);
    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ closedAs: 'satisfied' }]);
    expect(step.ticket).toMatchObject({ stage: 'closed', closedAt: TUESDAY_MORNING, callbackOwed: false });
  });

  it('archives as not reached when the attempts are used up', () => {
    const step = aStep(answered());

    followCallback(step, group, aCallback({ attempt: 3, outcome: 'notReached', effect: 'close' }));

    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ closedAs: 'not-reached' }]);
  });

  it('waits for the next attempt', () => {
    const step = aStep(answered());

    followCallback(step, group, aCallback({ outcome: 'notReached', effect: 'tryAgain' }));

    expect(types(step)).toEqual([]);
    expect(step.changed).toBe(false);
  });

  it('gives the work to the same unit again after an unsatisfied one', () => {
    const ticket = answered();
    const step = aStep(ticket);

    followCallback(step, group, aCallback({ outcome: 'unsatisfied', effect: 'reopen' }));

    expect(types(step)).toEqual(['ticket.reopened.v1', 'work.order-changed.v1', 'work.dispatched.v1']);
    expect(said(step, 'ticket.reopened.v1')).toMatchObject([{ times: 1 }]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([
      { change: 'reopened', workOrderId: ticket.workOrderId },
    ]);
    expect(said(step, 'work.dispatched.v1')).toMatchObject([
      { division: '44', unit: '440100', dispatchNo: 2, why: { rule: 'reopen' } },
    ]);
    expect(step.marks).toMatchObject([{ workOrderId: ticket.workOrderId, endedAs: 'redispatched' }]);
  });

  it('tells that unit what the customer said, and keeps it sealed', () => {
    const step = aStep(answered());
    const words = { sealed: seal({ text: '仍然断网' }), text: '仍然断网' };

    followCallback(step, group, aCallback({ outcome: 'unsatisfied', effect: 'reopen' }), words);

    expect(said(step, 'ticket.reopened.v1')).toMatchObject([{ said: words.sealed }]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'reopened', text: '仍然断网' }]);
    expect(step.contents).toMatchObject([{ kind: 'callback', text: words.sealed }]);
  });

  it('dispatches anew by the rules when the unit is no more', () => {
    const ticket = { ...answered(), unit: 'dissolved' };
    const step = aStep(ticket);

    followCallback(step, group, aCallback({ outcome: 'unsatisfied', effect: 'reopen' }));

    expect(said(step, 'work.dispatched.v1')).toMatchObject([
      { unit: '440100', from: { division: '44', unit: 'dissolved' }, why: { basis: 'telecom-group/dispatch' } },
    ]);
  });

  it('lets the same work order go on where the rule leads back to accepted', () => {
    const step = aStep(answered());
    const reason = { rule: 'goes-on', basis: 'test', version: '1', source: 'ours' };
    const goesOn = {
      ...group,
      procedures: {
        ...group.procedures,
        mayAct: () => ({ allowed: true as const, leadsTo: 'accepted' as const, missing: [], reason }),
      },
    };

    followCallback(step, goesOn, aCallback({ outcome: 'unsatisfied', effect: 'reopen' }));

    expect(types(step)).toEqual(['ticket.reopened.v1', 'work.order-changed.v1']);
    expect(step.ticket).toMatchObject({ stage: 'accepted', dispatchNo: 1, reopened: 1 });
  });

  it.each(['closed', 'withdrawn', 'accepted'] as const)('changes nothing on a ticket that is %s', (stage) => {
    const step = aStep(aTicket({}, { stage }));

    followCallback(step, group, aCallback({ outcome: 'unsatisfied', effect: 'reopen' }));

    expect(step.changed).toBe(false);
    expect(types(step)).toEqual([]);
    expect(step.decisions).toMatchObject([{ kind: 'callback', answer: { awaited: false } }]);
  });
});
