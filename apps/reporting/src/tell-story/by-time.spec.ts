import {
  ComplaintRecorded,
  DeadlineArmed,
  DeadlineMet,
  MessageHandedOver,
  TicketRegistered,
  WorkAccepted,
  WorkDispatched,
} from '@cc/contracts';
import { byTime } from './by-time.js';
import type { StoryFact } from './tell-story.js';

/** A fact that was recorded at this time of 24 November; a clock says what started it. */
function aFact({ type }: { type: string }, time: string, startedBy?: { type: string }): StoryFact {
  const data = startedBy ? { startedBy: startedBy.type.replace('.v1', '') } : {};
  return { type, recordedAt: new Date(`2026-11-24T${time}Z`), division: '44', unit: null, data };
}

const told = (...archived: StoryFact[]) => byTime(archived).map(({ type }) => type);

describe('the order of a story', () => {
  it('is that of time, where a fact of another service was archived first', () => {
    const archived = [
      aFact(ComplaintRecorded, '09:55:51'),
      aFact(TicketRegistered, '09:55:51'),
      aFact(MessageHandedOver, '09:55:53'),
      aFact(DeadlineArmed, '09:55:52', TicketRegistered),
    ];

    expect(told(...archived)).toEqual([
      ComplaintRecorded.type,
      TicketRegistered.type,
      DeadlineArmed.type,
      MessageHandedOver.type,
    ]);
  });

  it('starts a clock before what was done only after what started it', () => {
    const archived = [
      aFact(ComplaintRecorded, '09:55:51'),
      aFact(WorkDispatched, '09:55:52'),
      aFact(WorkAccepted, '09:55:54'),
      aFact(DeadlineArmed, '09:55:53', WorkDispatched),
    ];

    expect(told(...archived)).toEqual([
      ComplaintRecorded.type,
      WorkDispatched.type,
      DeadlineArmed.type,
      WorkAccepted.type,
    ]);
  });

  it('at one instant is the start of a clock, the deed, the clock met', () => {
    const at = '09:55:52';
    const archived = [
      aFact(ComplaintRecorded, at),
      aFact(TicketRegistered, at),
      aFact(WorkDispatched, at),
      aFact(DeadlineArmed, at, TicketRegistered),
      aFact(DeadlineMet, at),
    ];

    expect(told(...archived)).toEqual([
      ComplaintRecorded.type,
      TicketRegistered.type,
      DeadlineArmed.type,
      WorkDispatched.type,
      DeadlineMet.type,
    ]);
  });

  it('never puts a fact before its cause, whatever the clocks of the services say', () => {
    const archived = [
      aFact(ComplaintRecorded, '10:00:00.900'),
      aFact(WorkDispatched, '10:00:00.400'),
      aFact(DeadlineArmed, '10:00:00.100', WorkDispatched),
      aFact(WorkAccepted, '10:00:00.200'),
      aFact(DeadlineMet, '09:59:59.950'),
    ];

    expect(byTime(archived)).toEqual(archived);
  });
});
