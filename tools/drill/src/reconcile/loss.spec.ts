import { FACTS, topics } from '@cc/contracts';
import {
  aFact,
  aReceipt,
  aSoundDrill,
  aStep,
  brief,
  COMPLAINT,
  findingsWhere,
  headsAt,
  ofType,
  SOURCE,
  withCalls,
} from './evidence.fixture.js';

const RECEIPTS = topics.receipts(SOURCE);

describe('a loss', () => {
  it.each(['work.dispatched.v1', 'complaint.recorded.v1'])('of %s is seen by its position', (type) => {
    const findings = findingsWhere(({ journal }) => ({
      log: journal.records.filter((record) => record.type !== type),
    }));

    expect(brief(findings)).toContain(
      `lost: position 1 of ${type.startsWith('work') ? 'routing' : 'intake'} in ${FACTS}/0`,
    );
  });

  it('at the end of the log is seen by what the publisher knows', () => {
    const findings = findingsWhere(({ journal }) => ({
      log: journal.records.filter((record) => !ofType('ticket.closed.v1')(record)),
      readBefore: new Map(),
    }));

    expect(findings).toContainEqual({
      fault: 'lost',
      id: `position 5 of routing in ${FACTS}/0`,
      expected: 'a record: the database of routing stands at 5',
      seen: 'the log ends at position 4',
    });
  });

  it('of a record that somebody had read is seen, even where nobody numbered it', () => {
    const findings = findingsWhere(() => ({ readBefore: new Map([[`${FACTS}/0`, [...Array(16), 'gone']]]) }));

    expect(findings).toEqual([
      {
        fault: 'lost',
        id: `offset 16 of ${FACTS}/0`,
        expected: 'event gone, read before',
        seen: 'nothing at this offset',
      },
    ]);
  });

  it('of a submission that the broker had acknowledged is told by its id', () => {
    const findings = findingsWhere(({ evidence }) => ({
      submissions: new Map([...evidence.submissions, [9, aStep({ sourceId: 's9' })]]),
    }));

    expect(brief(findings)).toEqual(['lost: submission cc-43 s9 (push 9)']);
  });

  it('of an action that the broker had acknowledged is told by its id', () => {
    const findings = findingsWhere(({ evidence }) => ({
      actions: new Map([...evidence.actions, [9, { actionId: 'a9', division: '43', complaintId: COMPLAINT }]]),
    }));

    expect(brief(findings)).toEqual(['lost: action a9 (push 9)']);
  });

  it('is a receipt whose promise stands nowhere', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.push(topics.submissions(SOURCE), 's3', 3);
      journal.publish(aReceipt('s3', 'ticket', 'c3'));
      return {
        submissions: new Map([...evidence.submissions, [3, aStep({ sourceId: 's3' })]]),
        log: journal.records,
        heads: headsAt(evidence, RECEIPTS, 3),
      };
    });

    expect(findings).toContainEqual({
      fault: 'lost',
      id: 'complaint c3 of submission s3',
      expected: 'work.dispatched.v1: its receipt says ticket',
      seen: 'no fact at all',
    });
  });

  it('is a dispatch without a work order on its own division’s topic', () => {
    const order = { ...aFact('routing', 'work.order.v1', { workOrderId: 'w1', dispatchNo: 1 }), division: '43' };

    const findings = findingsWhere(({ journal, evidence }) => {
      const kept = journal.records.filter((record) => !ofType('work.order.v1')(record));
      const heads = evidence.heads.filter(({ topic }) => topic !== topics.work('43'));
      const wrong = journal.publish({ ...order, topic: topics.work('44') });
      return { log: [...kept, wrong], heads };
    });

    expect(brief(findings)).toEqual(
      expect.arrayContaining([
        'lost: complaint c1 dispatch 1 to division 43',
        'doubled: complaint c1 dispatch 1 to division 44',
      ]),
    );
  });

  it('is a work order that names another division than its topic', () => {
    const findings = findingsWhere(({ journal }) => ({
      log: journal.records.map((record) => (ofType('work.order.v1')(record) ? { ...record, division: '44' } : record)),
    }));

    expect(findings).toEqual([
      {
        fault: 'doubled',
        id: 'complaint c1 dispatch 1 to division 43',
        expected: 'division 43 in its header, as in its topic',
        seen: `44 (${topics.work('43')}, offset 0)`,
      },
    ]);
  });

  it('is a call that was acknowledged and is no fact', () => {
    const findings = findingsWhere(({ evidence }) =>
      withCalls(evidence, [...evidence.calls, { complaintId: 'c2', attemptId: 'call-1', outcome: 'satisfied' }]),
    );

    expect(brief(findings)).toEqual(['lost: complaint c2, calls to its customer']);
  });

  it.each([
    { told: ['notReached', 'satisfied'], faults: ['lost'] },
    { told: [], faults: ['doubled'] },
    { told: ['unsatisfied'], faults: ['lost', 'doubled'] },
  ])('or a doubling is what the journal holds other than the calls $told', ({ told, faults }) => {
    const calls = told.map((outcome, nth) => ({ complaintId: COMPLAINT, attemptId: `call-${nth}`, outcome }));
    const another = { complaintId: 'c2', attemptId: 'call-1', outcome: 'satisfied' };

    const findings = findingsWhere(({ evidence }) => withCalls(evidence, [...calls, another]));

    expect(brief(findings)).toEqual([
      ...faults.map((fault) => `${fault}: complaint c1, calls to its customer`),
      'lost: complaint c2, calls to its customer',
    ]);
  });

  it('is a fact that the archive lacks', () => {
    const findings = findingsWhere(({ evidence }) => ({ archived: evidence.archived.slice(1) }));

    expect(brief(findings)).toEqual(['lost: archive of c1, event e1']);
  });

  it('is a figure that is lower than a recount', () => {
    const findings = findingsWhere(({ evidence }) => ({ report: [{ ...evidence.report[0]!, answered: 0 }] }));

    expect(findings).toEqual([{ fault: 'lost', id: 'report of division 43, answered', expected: '1', seen: '0' }]);
  });

  it('is an event that is parked', () => {
    const letter = { service: 'routing', topic: FACTS, partition: 0, offset: 1, reason: 'a defect' };

    const findings = findingsWhere(() => ({ letters: [letter] }));

    expect(findings).toEqual([
      { fault: 'lost', id: `${FACTS}/0 offset 1 in routing`, expected: 'applied', seen: 'parked: a defect' },
    ]);
  });

  it('is a record that names nobody and is not kept apart', () => {
    const nameless = aStep({ sourceId: 's3', expected: { answer: 'deadLetter' } });
    const withNameless = ({ journal, evidence }: ReturnType<typeof aSoundDrill>) => {
      journal.push(topics.submissions(SOURCE), 's3', 3);
      return { submissions: new Map([...evidence.submissions, [3, nameless]]), log: journal.records };
    };
    const letter = { service: 'intake', topic: topics.submissions(SOURCE), partition: 0, offset: 2, reason: 'no key' };

    expect(brief(findingsWhere(withNameless))).toEqual([`lost: ${topics.submissions(SOURCE)}/0 offset 2`]);
    expect(findingsWhere((sound) => ({ ...withNameless(sound), letters: [letter] }))).toEqual([]);
  });
});
