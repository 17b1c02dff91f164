import { FACTS, topics } from '@cc/contracts';
import {
  aFact,
  aReceipt,
  archivedOf,
  brief,
  COMPLAINT,
  findingsWhere,
  headsAt,
  ofType,
  SOURCE,
} from './evidence.fixture.js';

const RECEIPTS = topics.receipts(SOURCE);

describe('a doubling', () => {
  it('is an event under two positions', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      const { id } = journal.records.find(ofType('work.accepted.v1'))!;
      journal.publish({ ...aFact('routing', 'work.accepted.v1', { workOrderId: 'w1' }), id });
      return { log: journal.records, heads: headsAt(evidence, FACTS, 6, 'routing'), archived: archivedOf(journal) };
    });

    expect(findings.filter(({ fault }) => fault === 'doubled')).toContainEqual({
      fault: 'doubled',
      id: `event e9 (work.accepted.v1)`,
      expected: `position 3 of routing in ${FACTS}/0 alone`,
      seen: `position 6 of routing in ${FACTS}/0 as well, offset 15`,
    });
  });

  it('is another event under a position that was given', () => {
    const findings = findingsWhere(({ journal }) => {
      const dispatched = journal.records.find(ofType('work.dispatched.v1'))!;
      journal.append({ ...dispatched, id: 'other' });
      return { log: journal.records };
    });

    expect(brief(findings)).toEqual([`doubled: position 1 of routing in ${FACTS}/0`]);
  });

  it('is a second receipt', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.publish(aReceipt('s1', 'ticket'));
      return { log: journal.records, heads: headsAt(evidence, RECEIPTS, 3) };
    });

    expect(findings).toEqual([
      {
        fault: 'doubled',
        id: 'submission cc-43 s1',
        expected: '1 receipts: ticket',
        seen: '2 receipts: ticket (offset 0); ticket (offset 2)',
      },
    ]);
  });

  it('is an action that was done twice', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.push(topics.workActions('43'), 'a1', 2);
      const again = aFact('routing', 'work.action-answered.v1', { actionId: 'a1', result: 'done' });
      journal.publish({ ...again, topic: topics.work('43') });
      return { log: journal.records, heads: headsAt(evidence, topics.work('43'), 3) };
    });

    expect(brief(findings)).toEqual(['doubled: action a1']);
  });

  it('is what happens once and happened again, under whatever id', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.publish(aFact('routing', 'ticket.closed.v1', { closedAs: 'satisfied', onTime: true }));
      return { log: journal.records, heads: headsAt(evidence, FACTS, 6, 'routing'), archived: archivedOf(journal) };
    });

    expect(brief(findings)).toContain('doubled: complaint c1, ticket.closed.v1 e20 (offset 15)');
  });

  it('is a figure that is higher than a recount', () => {
    const findings = findingsWhere(({ evidence }) => ({ report: [{ ...evidence.report[0]!, recorded: 2 }] }));

    expect(brief(findings)).toEqual(['doubled: report of division 43, recorded']);
  });

  it('is a fact that the archive has and the journal has not', () => {
    const findings = findingsWhere(({ evidence }) => ({
      archived: [...evidence.archived, { id: 'stray', stream: COMPLAINT }],
    }));

    expect(brief(findings)).toEqual(['doubled: archive of c1, event stray']);
  });

  it('is a copy that a service took for something new, and parked', () => {
    const findings = findingsWhere(({ journal }) => {
      const { offset } = journal.append(journal.records.find(ofType('complaint.recorded.v1'))!);
      const letter = { service: 'reporting', topic: FACTS, partition: 0, offset, reason: 'duplicate key' };
      return { log: journal.records, letters: [letter] };
    });

    expect(findings).toEqual([
      {
        fault: 'doubled',
        id: `${FACTS}/0 offset 15 in reporting`,
        expected: 'dropped: it is a copy',
        seen: 'parked: duplicate key',
      },
    ]);
  });
});
