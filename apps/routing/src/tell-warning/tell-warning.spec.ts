import { WorkOrderChanged } from '@cc/contracts';
import { aWarnedDeadline, hoursAfter, TUESDAY_MORNING } from '@cc/testing';
import { aStep, aTicket, group, said } from '../rules.fixture.js';
import { runningClocks } from '../due-times.js';
import type { StoredFact, Ticket } from '../ticket.entity.js';
import { storedFact } from '../timeline.js';
import { tellWarning } from './tell-warning.js';

const at = (hours: number) => hoursAfter(TUESDAY_MORNING, hours);
const fact = (name: StoredFact['fact'], hours: number, more: Partial<StoredFact> = {}): StoredFact => ({
  ...storedFact(name, at(hours), at(hours)),
  ...more,
});
const NOW = at(36);

const ticket = aTicket();
const answer = runningClocks(group.procedures, ticket).find(({ rule }) => rule === 'D1')!;
const warned = aWarnedDeadline({ clockId: answer.id, rule: answer.rule, dueAt: answer.dueAt });

/** What the unit is told of a warning, where this happened to its ticket meanwhile. */
function told(then: readonly StoredFact[] = [], warning = warned, as: Partial<Ticket> = {}) {
  const step = aStep({ ...ticket, timeline: [...ticket.timeline, ...then], ...as }, NOW);
  tellWarning(step, group, warning);
  return said(step, WorkOrderChanged.type);
}

describe('a warning', () => {
  it('is told to the unit while its clock runs to the instant that is near', () => {
    expect(told([fact('work.accepted', 1)])).toMatchObject([
      { change: 'warned', due: [{ clock: answer.id, dueAt: answer.dueAt }], why: warned.why },
    ]);
  });

  it.each<[string, StoredFact[]]>([
    ['was met', [fact('ticket.answered', 35)]],
    ['stands still', [fact('work.paused', 35, { reason: 'waiting-for-customer' })]],
    [
      'runs to a later instant after a pause',
      [fact('work.paused', 30, { reason: 'waiting-for-customer' }), fact('work.resumed', 35)],
    ],
    ['has ended with its ticket', [fact('ticket.withdrawn', 35)]],
  ])('is told to nobody of a clock that %s while it was on its way', (_, then) => {
    expect(told(then)).toEqual([]);
  });

  it('is told to nobody of a ticket that has ended', () => {
    expect(told([], warned, { closedAt: NOW })).toEqual([]);
  });

  it.each(['superiorUnit', 'division', 'group'] as const)(
    'is not told to the unit where the rule warns the %s',
    (of) => {
      const forOthers = { ...warned, effects: [{ effect: 'notify' as const, role: 'provincial-centre', of }] };

      expect(told([], forOthers)).toEqual([]);
      expect(told([], { ...warned, effects: [...forOthers.effects, ...warned.effects] })).toHaveLength(1);
    },
  );
});
