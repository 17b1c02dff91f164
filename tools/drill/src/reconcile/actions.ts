import { topics } from '@cc/contracts';
import type { Finding } from '../finding.js';
import type { Pushed } from '../load/branches.js';
import type { LogRecord } from '../observe/log-record.js';

/** Every action that stands in the log has one answer, and of all answers to one action only one says that it was done. */
export function checkActions(
  pushed: ReadonlyMap<number, Pushed>,
  log: readonly LogRecord[],
  first: readonly LogRecord[],
): Finding[] {
  const findings: Finding[] = [];
  const stands = new Map<number, number>();
  for (const { topic, push } of log) {
    if (push !== null && topic.startsWith(topics.workActions(''))) stands.set(push, (stands.get(push) ?? 0) + 1);
  }
  const asked = new Map<string, number>();
  for (const [no, { actionId, division }] of pushed) {
    const times = stands.get(no) ?? 0;
    asked.set(actionId, (asked.get(actionId) ?? 0) + times);
    if (times === 0)
      findings.push({
        fault: 'lost',
        id: `action ${actionId} (push ${no})`,
        expected: `a record in ${topics.workActions(division)}: the broker has acknowledged it`,
        seen: 'none',
      });
  }

  const answers = Map.groupBy(
    first.filter(({ type }) => type === 'work.action-answered.v1'),
    ({ data }) => String(data.actionId),
  );
  for (const actionId of new Set([...asked.keys(), ...answers.keys()])) {
    const expected = asked.get(actionId) ?? 0;
    const got = answers.get(actionId) ?? [];
    const finding = (fault: Finding['fault']): Finding => ({
      fault,
      id: `action ${actionId}`,
      expected: `${expected} answers, done at most once`,
      seen: `${got.length}: ${got.map(({ data, offset }) => `${String(data.result)} (offset ${offset})`).join(', ')}`,
    });
    if (got.length < expected) findings.push(finding('unanswered'));
    const done = got.filter(({ data }) => data.result === 'done').length;
    if (got.length > expected || done > 1) findings.push(finding('doubled'));
  }
  return findings;
}
