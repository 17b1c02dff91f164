import { FACTS, topics } from '@cc/contracts';
import { aFact, archivedOf, aStep, brief, COMPLAINT, findingsWhere, headsAt, SOURCE } from './evidence.fixture.js';

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
