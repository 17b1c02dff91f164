import { aMissedDeadline, TUESDAY_MORNING } from '@cc/testing';
import { aStep, aTicket, said, types } from '../rules.fixture.js';
import { superviseWork } from './supervise-work.js';

describe('putting work under supervision (督办)', () => {
  it('follows a miss whose rule says so, and tells the unit', () => {
    const step = aStep(aTicket());

    superviseWork(step, aMissedDeadline());

    expect(types(step)).toEqual(['work.supervised.v1', 'work.order-changed.v1']);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'supervised', unit: '440100' }]);
    expect(step.ticket.supervisedClocks).toEqual([aMissedDeadline().clockId]);
  });

  it('happens once per clock', () => {
    const step = aStep(aTicket());

    superviseWork(step, aMissedDeadline());
    superviseWork(step, aMissedDeadline());
    superviseWork(step, aMissedDeadline({ clockId: 'telecom-group/limits/accept/1' }));

    expect(said(step, 'work.supervised.v1')).toHaveLength(2);
  });

  it('is not for a miss without that effect', () => {
    const step = aStep(aTicket());

    superviseWork(step, aMissedDeadline({ effects: [{ effect: 'rightToAppeal' }] }));

    expect(step.changed).toBe(false);
  });

  it('comes too late for an archived ticket', () => {
    const step = aStep(aTicket({}, { stage: 'closed', closedAt: TUESDAY_MORNING }));

    superviseWork(step, aMissedDeadline());

    expect(types(step)).toEqual([]);
  });
});
