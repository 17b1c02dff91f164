import { join } from 'node:path';
import { loadCalendars } from '../calendar/load.js';
import type { Fact } from '../clocks/fact.js';
import { loadProcedures } from '../procedure/load.js';
import { at } from '../time/at.fixture.js';
import { simulate, type PastTicket } from './simulate.js';
import { tellSimulation } from './tell-simulation.js';

const DATA = join(import.meta.dirname, '../../data');
const book = loadProcedures(join(DATA, 'procedures'), loadCalendars(join(DATA, 'calendars'), []));
const group = book.of({ id: 'telecom-group/limits', version: '2026' });
const literal = book.of({ id: 'telecom-group-2019', version: '2019' });

const happened = (time: string, fact: string, set: Fact['set'] = {}): Fact => ({
  fact,
  recordedAt: at(time),
  occurredAt: at(time),
  set,
});

const answeredLate: PastTicket = {
  id: 'answered-late',
  facts: [happened('2026-11-24 10:00', 'ticket.registered'), happened('2026-11-27 10:00', 'ticket.answered')],
};
const answeredInTime: PastTicket = {
  id: 'answered-in-time',
  facts: [happened('2026-11-24 10:00', 'ticket.registered'), happened('2026-11-24 10:20', 'ticket.answered')],
};

it('finds nothing otherwise under the same procedure', () => {
  const found = simulate(group, group, [answeredLate, answeredInTime], at('2026-11-30 10:00'));

  expect(found).toEqual({
    askedAt: at('2026-11-30 10:00'),
    tickets: 2,
    late: { before: 2, after: 2 },
    escalated: expect.anything(),
    otherwise: [],
  });
});

it('counts what would be late under limits that were not there, and says which rule makes it so', () => {
  const { late, otherwise } = simulate(literal, group, [answeredLate], at('2026-11-30 10:00'));

  expect(late).toEqual({ before: 0, after: expect.any(Number) });
  expect(otherwise[0]!.clocks.find(({ clock }) => clock === 'D1/1')).toMatchObject({
    before: { due: { kind: 'notConfigured' }, late: false, reason: { basis: 'telecom-group-2019' } },
    after: { due: { kind: 'at', at: at('2026-11-26 10:00') }, late: true, reason: { basis: 'telecom-group/limits' } },
  });
});

it('says which questions are answered otherwise', () => {
  const appeal: PastTicket = {
    id: 'appeal',
    facts: [happened('2026-11-24 10:00', 'ticket.registered', { channelLevel: 'appeal' })],
  };

  const [ticket] = simulate(literal, group, [appeal], at('2026-11-24 10:00')).otherwise;

  expect(ticket!.decisions.find(({ question }) => question === 'nature')).toMatchObject({
    before: { configured: false },
    after: { configured: true, value: 'ordinary', reason: { rule: 'appeals-are-ordinary' } },
  });
});

it('names questions and answers in the language of the reader', () => {
  const tickets: PastTicket[] = [
    { id: 'appeal', facts: [happened('2026-11-24 10:00', 'ticket.registered', { channelLevel: 'appeal' })] },
  ];
  const found = simulate(literal, group, tickets, at('2026-11-24 10:00'));
  const told = (language: 'zh' | 'en') => tellSimulation(found, { before: literal, after: group }, language).join('\n');

  expect(told('zh')).toContain('投诉问题性质: 原文未规定 → 普通  [telecom-group/limits 2026 appeals-are-ordinary]');
  expect(told('en')).toContain('Nature of the complaint: not configured → ordinary  [');
});
