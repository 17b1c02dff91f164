import { topics } from '@cc/contracts';
import { lastLine, type Finding } from '../finding.js';
import { aReceipt, aSoundDrill, brief, findingsWhere, headsAt, ofType, SOURCE } from './evidence.fixture.js';
import { reconcile } from './reconcile.js';

const RECEIPTS = topics.receipts(SOURCE);

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
