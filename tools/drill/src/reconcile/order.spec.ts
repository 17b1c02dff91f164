import { CASES, FACTS } from '@cc/contracts';
import {
  aFact,
  archivedOf,
  aSoundDrill,
  brief,
  COMPLAINT,
  findingsWhere,
  headsAt,
  Journal,
  ofType,
  withCalls,
} from './evidence.fixture.js';
import { reconcile } from './reconcile.js';

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
