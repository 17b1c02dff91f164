import { aMissedDeadline, aMissTakenBack, hoursAfter, TUESDAY_MORNING } from '@cc/testing';
import { runningClocks } from '../due-times.js';
import { aStep, aTicket, said, types } from '../rules.fixture.js';
import type { Ticket } from '../ticket.entity.js';
import { followMiss, followMissTakenBack } from './follow-miss.js';
import { A_WEEK, clock, procedures, SILENT, underSilence } from './silence.fixture.js';

const why = { rule: 'aged', basis: 'silence', version: '1', source: 'lines 5' };
const aged = aMissedDeadline({ clockId: clock('aged'), rule: 'aged', dueAt: A_WEEK, why, effects: [] });
const NOW = hoursAfter(A_WEEK, 1);

const after = (ticket: Ticket) => {
  const step = aStep(ticket, NOW);
  followMiss(step, underSilence, aged);
  return step;
};

describe('a ticket that ages (重新定性)', () => {
  it('becomes major by the miss, and its unit is told', () => {
    const step = after(aTicket({ bases: SILENT, nature: 'repeat' }));

    expect(step.ticket).toMatchObject({ nature: 'major', known: { unansweredForAWeek: true } });
    expect(said(step, 'work.reclassified.v1')).toMatchObject([
      { before: 'repeat', nature: 'major', clockId: clock('aged'), why, occurredAt: A_WEEK },
    ]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'reclassified', nature: 'major' }]);
  });

  it('stays with its unit, which is measured by the clocks of a major one from then on', () => {
    const ticket = aTicket({ bases: SILENT });
    const { division, unit, workOrderId } = ticket;

    const step = after(ticket);
    // Whatever is recorded next finds the miss behind it.
    step.happened('work.accepted', NOW);

    expect(step.ticket).toMatchObject({ division, unit, workOrderId });
    expect(runningClocks(procedures, step.ticket).map(({ id }) => id)).toContain(clock('urgent'));
  });

  it('becomes so once', () => {
    const major = after(aTicket({ bases: SILENT })).ticket;

    expect(types(after(major))).toEqual([]);
  });

  it('is not touched any more once it has ended', () => {
    const step = after(aTicket({ bases: SILENT }, { stage: 'withdrawn', closedAt: TUESDAY_MORNING }));

    expect(step.ticket.nature).toBe('ordinary');
  });

  it('is again what it was registered as when the miss was none', () => {
    const step = aStep(after(aTicket({ bases: SILENT, nature: 'repeat' })).ticket, NOW);

    followMissTakenBack(step, underSilence, aMissTakenBack({ clockId: clock('aged'), dueAt: A_WEEK, why }));

    expect(step.ticket.known).not.toHaveProperty('unansweredForAWeek');
    expect(said(step, 'work.reclassified.v1')).toMatchObject([{ before: 'major', nature: 'repeat' }]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'reclassified', nature: 'repeat' }]);
  });
});
