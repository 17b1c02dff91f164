import { CASES, FACTS, topics } from '@cc/contracts';
import { lastLine, type Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';
import { aFact, aReceipt, aSoundDrill, aStep, COMPLAINT, Journal, SOURCE } from './evidence.fixture.js';
import { reconcile, type Evidence } from './reconcile.js';

const RECEIPTS = topics.receipts(SOURCE);

/** The findings where a sound drill is otherwise in this. */
function findingsWhere(change: (sound: { journal: Journal; evidence: Evidence }) => Partial<Evidence>): Finding[] {
  const sound = aSoundDrill();
  return reconcile({ ...sound.evidence, ...change(sound) }).findings;
}

const brief = (findings: readonly Finding[]) => findings.map(({ fault, id }) => `${fault}: ${id}`);
const ofType = (type: string) => (record: LogRecord) => record.type === type;

describe('a drill after which all is as it must be', () => {
  it('finds nothing', () => {
    const { evidence } = aSoundDrill();

    expect(reconcile(evidence)).toEqual({
      findings: [],
      counts: {
        submissions: 2,
        actions: 1,
        calls: 1,
        facts: 15,
        clocks: 1,
        messages: 4,
        callbacks: 1,
        closed: 1,
        copies: 0,
      },
    });
    expect(lastLine(12, [])).toBe('drill: kills=12 lost=0 doubled=0 reordered=0 unanswered=0');
  });

  it('takes no offence at a copy: the same event under the same position', () => {
    const { journal, evidence } = aSoundDrill();
    const dispatched = journal.records.find(ofType('work.dispatched.v1'))!;
    journal.append(dispatched);

    const { findings, counts } = reconcile({ ...evidence, log: journal.records });

    expect(findings).toEqual([]);
    expect(counts.copies).toBe(1);
  });

  it('takes no offence at a submission that its sender pushed twice, when it is answered as a duplicate', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.push(topics.submissions(SOURCE), 's1', 0);
      journal.publish(aReceipt('s1', 'duplicate'));
      return { log: journal.records, heads: headsAt(evidence, RECEIPTS, 3) };
    });

    expect(findings).toEqual([]);
  });
});

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

describe('another order', () => {
  it('is an effect before its cause', () => {
    const journal = new Journal();
    journal.publish(aFact('intake', 'complaint.recorded.v1'));
    journal.publish(aFact('routing', 'work.dispatched.v1', { workOrderId: 'w1', dispatchNo: 1 }));
    journal.publish(aFact('intake', 'ticket.registered.v1'));

    const findings = findingsWhere(() => ({ log: journal.records }));

    expect(findings).toContainEqual({
      fault: 'reordered',
      id: 'complaint c1, work.dispatched.v1 e2 (offset 1)',
      expected: 'ticket.registered.v1 before it',
      seen: 'it stands after it',
    });
  });

  it('is a case that is confirmed before it was opened', () => {
    const ofCase = (type: string) => ({ ...aFact('sla-monitor', type), topic: CASES, key: 'k1' });
    const { journal, evidence } = aSoundDrill();
    journal.publish(ofCase('case.confirmed.v1'));
    journal.publish(ofCase('case.opened.v1'));

    const { findings } = reconcile({ ...evidence, log: journal.records });

    expect(brief(findings)).toContain('reordered: case k1, case.confirmed.v1 e20 (offset 0)');
    expect(brief(findings)).toContain('lost: archive of k1, event e21');
  });

  it('is two calls that stand the other way round', () => {
    const call = { complaintId: COMPLAINT, attemptId: 'call-2', outcome: 'notReached' };

    const findings = findingsWhere(({ journal, evidence }) => {
      journal.publish(aFact('notification', 'callback.made.v1', { outcome: 'notReached' }));
      return {
        ...withCalls(evidence, [call, ...evidence.calls]),
        log: journal.records,
        heads: headsAt(evidence, FACTS, 6, 'notification'),
        archived: archivedOf(journal),
      };
    });

    expect(brief(findings)).toEqual(['reordered: complaint c1, calls to its customer']);
  });

  it('is an archive that has two facts of a complaint the other way round', () => {
    const findings = findingsWhere(({ evidence }) => {
      const [first, second, ...others] = evidence.archived;
      return { archived: [second!, first!, ...others] };
    });

    expect(findings).toEqual([
      { fault: 'reordered', id: 'archive of c1', expected: 'event e1 in place 1', seen: 'event e2' },
    ]);
  });

  it('is an answer that submissions in this order cannot have', () => {
    const findings = findingsWhere(({ journal }) => ({
      log: journal.records.map((record) =>
        record.key === 's2' && ofType('submission.receipt.v1')(record)
          ? { ...record, data: { ...record.data, items: [{ outcome: 'refused', complaintId: null }] } }
          : record,
      ),
    }));

    expect(findings).toEqual([
      {
        fault: 'reordered',
        id: 'submission cc-43 s2',
        expected: '1 receipts: urge or ticket',
        seen: '1 receipts: refused (offset 1) (complaint cc-43 s2: item 0 is refused, not urge or ticket)',
      },
    ]);
  });
});

describe('silence', () => {
  it('is a submission without a receipt', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.push(topics.submissions(SOURCE), 's3', 3);
      return { submissions: new Map([...evidence.submissions, [3, aStep({ sourceId: 's3' })]]), log: journal.records };
    });

    expect(findings).toEqual([
      { fault: 'unanswered', id: 'submission cc-43 s3', expected: '1 receipts: ticket', seen: '0 receipts: ' },
    ]);
  });

  it('is an action without an answer', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.push(topics.workActions('43'), 'a3', 3);
      const action = { actionId: 'a3', division: '43', complaintId: COMPLAINT };
      return { actions: new Map([...evidence.actions, [3, action]]), log: journal.records };
    });

    expect(brief(findings)).toEqual(['unanswered: action a3']);
  });

  it('is a request without an answer', () => {
    const findings = findingsWhere(({ journal, evidence }) => {
      journal.publish(aFact('intake', 'supplement.requested.v1', { requestId: 'r2' }));
      return { log: journal.records, heads: headsAt(evidence, FACTS, 4, 'intake'), archived: archivedOf(journal) };
    });

    expect(brief(findings)).toEqual(['unanswered: complaint c1, request r2']);
  });
});

it('takes a drill in which nothing happened for no proof', () => {
  const { evidence } = aSoundDrill();
  const nothing = {
    log: [],
    readBefore: new Map<string, string[]>(),
    heads: [],
    archived: [],
    stored: { records: [], tickets: [], clocks: [], messages: [], callbacks: [], attempts: [] },
    report: [],
  };

  const { findings } = reconcile({ ...evidence, ...nothing, submissions: new Map(), actions: new Map(), calls: [] });

  expect(brief(findings)).toEqual(
    ['submissions', 'actions', 'calls', 'facts', 'clocks', 'messages', 'callbacks', 'closed'].map(
      (what) => `unanswered: the drill as a whole, ${what}`,
    ),
  );
});

it('counts each fault in the last line', () => {
  const a = (fault: Finding['fault']): Finding => ({ fault, id: 'x', expected: 'y', seen: 'z' });

  expect(lastLine(3, [a('lost'), a('lost'), a('doubled'), a('unanswered')])).toBe(
    'drill: kills=3 lost=2 doubled=1 reordered=0 unanswered=1',
  );
});

/** Calls that were made and are on record, whatever the journal says of them. */
const withCalls = ({ stored }: Evidence, calls: Evidence['calls']): Pick<Evidence, 'calls' | 'stored'> => ({
  calls,
  stored: { ...stored, attempts: calls.map((call) => ({ ...stored.attempts[0]!, ...call })) },
});

const headsAt = ({ heads }: Evidence, topic: string, position: number, service?: string) =>
  heads.map((head) =>
    head.topic === topic && (service === undefined || head.service === service) ? { ...head, position } : head,
  );

const archivedOf = ({ records }: Journal) =>
  [...new Set(records.filter(({ topic }) => topic === FACTS).map(({ id }) => id))].map((id) => ({
    id,
    stream: COMPLAINT,
  }));
