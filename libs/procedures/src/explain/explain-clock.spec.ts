import { join } from 'node:path';
import { loadCalendars } from '../calendar/load.js';
import { clocksOf } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay } from '../clocks/replay.js';
import { loadProcedures } from '../procedure/load.js';
import { at } from '../time/at.fixture.js';
import { explainClock } from './explain-clock.js';
import type { Language } from './language.js';

const DATA = join(import.meta.dirname, '../../data');
const book = loadProcedures(join(DATA, 'procedures'), loadCalendars(join(DATA, 'calendars'), []));
const limits = book.of({ id: 'telecom-group/limits', version: '2026' });

const happened = (time: string, fact: string, more: Partial<Fact> = {}): Fact => ({
  fact,
  recordedAt: at(time),
  occurredAt: at(time),
  ...more,
});

function explained(rule: string, facts: Fact[], now: string, language: Language): string[] {
  const clock = clocksOf(replay(limits, facts)).find((one) => one.rule.rule === rule)!;
  return explainClock(limits, clock, at(now), language);
}

it('says start, limit, pause, due time, warning, standing and source in the order one would check them', () => {
  const facts = [
    happened('2026-11-24 10:00', 'ticket.registered'),
    happened('2026-11-24 12:00', 'work.paused', { reason: 'waiting for the customer' }),
    happened('2026-11-24 15:00', 'work.resumed'),
  ];

  expect(explained('D1', facts, '2026-11-26 13:00:01', 'en')).toEqual([
    'It started at 2026-11-24 10:00 (registered).',
    'The limit is 48 hours.',
    'It was paused at 2026-11-24 12:00 (waiting for the customer) until 2026-11-24 15:00; that time does not count.',
    'It is due at 2026-11-26 13:00: in time at that instant, late after it.',
    'Warnings at 2026-11-26 01:00.',
    'At 2026-11-26 13:00:01 it is not met and late.',
    'Why: telecom-group/limits 2026, rule D1, a value of our own.',
  ]);
});

it('says the same in Chinese', () => {
  const facts = [happened('2026-11-24 10:00', 'ticket.registered'), happened('2026-11-24 11:00', 'work.paused')];

  expect(explained('D1', facts, '2026-11-24 12:00', 'zh')).toEqual([
    '自 2026-11-24 10:00 起算（登记）。',
    '时限：48 小时。',
    '2026-11-24 11:00 起挂起，至今未恢复，期间不计时。',
    '到期时间 2026-11-26 10:00，该时刻仍算按时，之后即为超时。',
    '依据：telecom-group/limits 2026 版 D1，本集团自定。',
  ]);
});

it('names the holidays that do not count and the make-up days that do', () => {
  const facts = [happened('2026-09-30 17:30', 'work.dispatched', { set: { handledBy: 'professionalCompany' } })];

  expect(explained('D5', facts, '2026-10-01 10:00', 'en')).toContain(
    '2026-10-01 to 2026-10-07 is a holiday and does not count.',
  );

  const before = [happened('2026-10-09 10:00', 'work.dispatched', { set: { handledBy: 'professionalCompany' } })];

  expect(explained('D5', before, '2026-10-09 11:00', 'en')).toContain(
    '2026-10-10 is a make-up working day and counts.',
  );
});

it('says that a year without a decree is why there is no due time', () => {
  const facts = [happened('2026-12-31 17:00', 'work.dispatched')];

  expect(explained('accept', facts, '2026-12-31 17:00', 'en')).toContain(
    'It has no due time: calendar "china" has no decree for a year it needs; it is reckoned again when there is one.',
  );
});

it('says why an extension did not move the limit', () => {
  const facts = [
    happened('2026-11-24 10:00', 'ticket.registered'),
    happened('2026-11-26 11:00', 'extension.granted', { rule: 'D1', by: 'supervisor-above' }),
  ];

  expect(explained('D1', facts, '2026-11-26 12:00', 'en')).toContain(
    'More time was asked for at 2026-11-26 11:00 (Supervisor in the superior unit): refused, it was asked for after the due time.',
  );
});

it('names the event from which a limit counts whose start the text leaves open', () => {
  const measures = book.of({ id: 'rural-credit-union', version: 'undated' });
  const asked = replay(measures, [happened('2026-09-28 09:00', 'review.requested')]);
  const review = clocksOf(asked).find(({ rule }) => rule.rule === 'D7')!;

  expect(explainClock(measures, review, at('2026-09-28 09:00'), 'zh').slice(0, 2)).toEqual([
    '自 2026-09-28 09:00 起算（申请复议）。',
    '原文未写明起算点，按通用读法自“申请复议”起算。',
  ]);
});
