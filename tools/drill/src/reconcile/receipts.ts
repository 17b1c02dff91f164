import { topics } from '@cc/contracts';
import { Ledger, type SeenReceipt, type Step } from '@cc/generator';
import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/**
 * Every submission that stands in the log has one receipt, with the outcomes that it can have. What the sender pushed
 * twice, because no acknowledgement came, stands there twice and is answered twice: the second time as a duplicate.
 */
export function checkReceipts(
  pushed: ReadonlyMap<number, Step>,
  log: readonly LogRecord[],
  first: readonly LogRecord[],
): Finding[] {
  const steps = new Map([...pushed].map(([no, step]) => [no, { ...step, copies: 0 }]));
  const findings: Finding[] = [];
  const asked = new Map<string, Step[]>();

  for (const { topic, push } of log) {
    const step = push === null || !topic.startsWith(topics.submissions('')) ? undefined : steps.get(push);
    if (!step) continue;
    const key = keyOf(step);
    asked.set(key, [...(asked.get(key) ?? []), step.copies === 0 ? step : again(step)]);
    step.copies++;
  }
  for (const [no, step] of steps)
    if (step.copies === 0)
      findings.push({
        fault: 'lost',
        id: `submission ${keyOf(step)} (push ${no})`,
        expected: `a record in ${step.topic}: the broker has acknowledged it`,
        seen: 'none',
      });

  const receipts = Map.groupBy(
    first.filter(({ type }) => type === 'submission.receipt.v1'),
    ({ data }) => keyOf(data as unknown as SeenReceipt),
  );
  for (const key of new Set([...asked.keys(), ...receipts.keys()])) {
    findings.push(...compare(key, asked.get(key) ?? [], receipts.get(key) ?? []));
  }
  return findings;
}

function compare(key: string, steps: readonly Step[], receipts: readonly LogRecord[]): Finding[] {
  const ledger = new Ledger();
  for (const step of steps) ledger.pushed(step);
  for (const { data } of receipts) ledger.received(data as unknown as SeenReceipt);
  const { missing, doubled, wrong } = ledger.result();
  const answerable = steps.filter(({ expected }) => expected.answer === 'receipt');
  const id = `submission ${key}`;
  const expected = `${answerable.length} receipts: ${answerable.map(wanted).join('; ')}`;
  const seen = `${receipts.length} receipts: ${receipts.map(got).join('; ')}`;
  return [
    ...Array.from({ length: missing }, (): Finding => ({ fault: 'unanswered', id, expected, seen })),
    ...Array.from({ length: doubled }, (): Finding => ({ fault: 'doubled', id, expected, seen })),
    // An answer that this order of submissions cannot have. Where one is missing the others only seem so.
    ...(missing + doubled > 0 ? [] : wrong).map((problem): Finding => ({
      fault: 'reordered',
      id,
      expected,
      seen: `${seen} (${problem})`,
    })),
  ];
}

/** The same record again: what was taken is a duplicate, what was refused is refused, maybe for another reason. */
function again(step: Step): Step {
  if (step.expected.answer !== 'receipt') return step;
  const items = step.expected.items.map(({ outcomes }) => ({
    outcomes: outcomes.some((outcome) => outcome !== 'refused')
      ? [...outcomes.filter((outcome) => outcome === 'refused'), 'duplicate' as const]
      : outcomes,
  }));
  return { ...step, expected: { answer: 'receipt', items, violations: [] } };
}

const keyOf = ({ source, sourceId }: { source: string; sourceId: string }) => `${source} ${sourceId}`;

const wanted = ({ expected }: Step) =>
  expected.answer === 'receipt' ? expected.items.map(({ outcomes }) => outcomes.join(' or ')).join(', ') : 'none';

const got = ({ data, offset }: LogRecord) =>
  `${(data.items as SeenReceipt['items']).map(({ outcome }) => outcome).join(', ')} (offset ${offset})`;
