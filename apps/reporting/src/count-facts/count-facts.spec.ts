import { countFacts, UNKNOWN, type CountedFact } from './count-facts.js';

const broadband = { channel: 'hotline', channelLevel: 'province', class: 'network', nature: 'ordinary' };

function aFact(over: Partial<CountedFact>): CountedFact {
  return {
    organisation: 'telecom-group',
    division: '44',
    type: 'complaint.recorded.v1',
    day: '2026-11-24',
    dimensions: broadband,
    data: { complaintId: 'a', outcome: 'ticket' },
    ...over,
  };
}

describe('countFacts', () => {
  it('sums the facts of one cell', () => {
    const cells = countFacts([
      aFact({}),
      aFact({ data: { complaintId: 'b', outcome: 'settled' } }),
      aFact({ type: 'ticket.registered.v1' }),
    ]);

    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ ...broadband, counts: { recorded: 2, settled: 1, tickets: 1, closed: 0 } });
  });

  it('keeps provinces, days and classes apart, in the order of their keys', () => {
    const cells = countFacts([
      aFact({ division: '44' }),
      aFact({ division: '11' }),
      aFact({ day: '2026-11-23' }),
      aFact({ dimensions: { ...broadband, class: 'billing' } }),
    ]);

    expect(cells.map(({ division, day, class: of }) => [division, day, of])).toEqual([
      ['11', '2026-11-24', 'network'],
      ['44', '2026-11-23', 'network'],
      ['44', '2026-11-24', 'billing'],
      ['44', '2026-11-24', 'network'],
    ]);
  });

  it.each([
    [
      { type: 'ticket.closed.v1', data: { onTime: true, closedAs: 'satisfied' } },
      { closed: 1, on_time: 1, late: 0 },
    ],
    [
      { type: 'ticket.closed.v1', data: { onTime: false, closedAs: 'withdrawn' } },
      { closed: 1, late: 1, withdrawn: 1 },
    ],
    [
      { type: 'request.answered.v1', data: { kind: 'urge', result: 'accepted' } },
      { urges: 1, bounced: 0 },
    ],
    [
      { type: 'request.answered.v1', data: { kind: 'urge', result: 'bounced' } },
      { urges: 0, bounced: 1 },
    ],
    [
      { type: 'deadline.miss-taken-back.v1', data: {} },
      { missed: 0, misses_taken_back: 1 },
    ],
    [
      { type: 'callback.made.v1', data: { outcome: 'unsatisfied' } },
      { satisfied: 0, unsatisfied: 1 },
    ],
  ])('counts %j', ({ type, data }, expected) => {
    const [cell] = countFacts([aFact({ type, data: { complaintId: 'a', ...data } })]);

    expect(cell!.counts).toMatchObject(expected);
  });

  it('counts nothing for a fact that no report asks about', () => {
    const cells = countFacts([aFact({ type: 'deadline.armed.v1', dimensions: UNKNOWN })]);

    expect(cells).toEqual([]);
  });
});
