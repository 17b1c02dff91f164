import { loadOrganisations } from '../organisations/load.js';
import { loadRuleBook } from '../rule-book.js';
import type { Timeline } from '../timeline.js';
import { at as instant } from '../time/at.fixture.js';
import { engineProcedures } from './engine-procedures.js';

/** Unanswered for a month becomes major; silence after three more days is withdrawal, with a consequence. */
const AGING = `
id: aging
name: { zh: 随时间变化, en: Aging }
versions:
  - version: '1'
    source: { title: 随时间变化, lines: 1-9 }
    roles: { clerk: { name: { zh: 经办人, en: Clerk } } }
    consequences: { blamed: { zh: 通报批评, en: Blamed in public } }
    fields: { unanswered: { name: { zh: 一个月未答复, en: Unanswered for a month }, type: flag } }
    decisions:
      nature:
        rules:
          - { rule: major-by-age, cite: { lines: '1' }, when: { unanswered: true }, is: major }
          - { rule: else, cite: { lines: '2' }, is: ordinary }
    clocks:
      - rule: D1
        name: { zh: 答复, en: Answer }
        cite: { lines: '3' }
        from: [ticket.registered]
        limit: { months: 1 }
        owner: clerk
        metBy: [ticket.answered]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ set: { unanswered: true } }, { consequence: blamed }]
      - rule: D2
        name: { zh: 表态, en: Word }
        cite: { lines: '4' }
        from: [clock.missed/D1]
        limit: { days: 3 }
        owner: clerk
        metBy: [ticket.answered]
        endedBy: [ticket.closed, ticket.withdrawn]
        onMiss: [{ happens: ticket.withdrawn }]
`;

const procedures = engineProcedures(
  loadOrganisations(),
  loadRuleBook(undefined, [{ name: 'aging.yaml', text: AGING }]),
);
const BASES = [{ id: 'aging', version: '1' }];
const at = (local: string) => new Date(instant(local));

const happened = (time: string, fact: Timeline[number]['fact'], set?: Timeline[number]['set']): Timeline[number] => ({
  fact,
  occurredAt: at(time),
  recordedAt: at(time),
  ...(set && { set }),
});
const registered = happened('2026-01-10 09:00', 'ticket.registered', { nature: 'repeat' });

describe('the misses of a ticket', () => {
  it('are none before the first due instant has passed', () => {
    expect(procedures.misses(BASES, [registered], at('2026-02-11 00:00'))).toEqual([]);
  });

  it('say what the ticket became, by the rule of the clock', () => {
    expect(procedures.misses(BASES, [registered], at('2026-02-11 00:00:01'))).toMatchObject([
      {
        clockId: 'aging/D1/1',
        dueAt: at('2026-02-11 00:00'),
        happens: [],
        sets: { unanswered: true },
        nature: 'major',
        reason: { basis: 'aging', rule: 'D1' },
      },
    ]);
  });

  it('say what counts as having happened, in the order in which it did', () => {
    const misses = procedures.misses(BASES, [registered], at('2026-03-01 00:00'));

    expect(misses.map(({ clockId, happens, nature }) => [clockId, happens, nature])).toEqual([
      ['aging/D1/1', [], 'major'],
      ['aging/D2/1', ['ticket.withdrawn'], null],
    ]);
  });

  it('are none of a clock that was met in time', () => {
    const answered = happened('2026-02-11 00:00', 'ticket.answered');

    expect(procedures.misses(BASES, [registered, answered], at('2026-03-01 00:00'))).toEqual([]);
  });

  it('bring about what their clocks said they would, in words', () => {
    const [answer, word] = procedures.clocks(BASES, [registered], at('2026-02-12 00:00'));

    expect(answer!.onMiss).toEqual([
      { effect: 'set', field: 'unanswered', value: true },
      { effect: 'consequence', consequence: 'blamed', name: { zh: '通报批评', en: 'Blamed in public' } },
    ]);
    expect(word!.onMiss).toEqual([
      { effect: 'happens', event: 'ticket.withdrawn', name: { zh: '撤诉', en: 'withdrawn' } },
    ]);
  });
});
