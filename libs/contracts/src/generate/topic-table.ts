import { CASES, FACTS, REFERENCE, type Journal } from '../event.js';
import { flow, type ServiceName } from '../flow.js';
import { PARTITIONS, topics, type TopicKind } from '../topics.js';

/** Topic, key, partitions, who writes, who reads, what it holds. */
export function topicTable(): string[][] {
  const services = Object.keys(flow) as ServiceName[];
  const of = (journal: Journal, what: 'publishes' | 'consumes') =>
    services.filter((name) => flow[name][what].some((each) => each.journal === journal)).join(', ');
  const receiver = (kind: 'submissions' | 'workActions') =>
    services.filter((name) => (flow[name].receives as readonly string[]).includes(kind)).join(', ');
  const teller = (type: string) =>
    services.filter((name) => flow[name].tells.some((each) => each.type === type)).join(', ');
  const partitions = (kind: TopicKind) => String(PARTITIONS[kind]);
  const [source, division] = ['<source>', '<division>'];

  return [
    [
      FACTS,
      'complaint id',
      partitions('facts'),
      of(FACTS, 'publishes'),
      of(FACTS, 'consumes'),
      'every fact and request about a complaint',
    ],
    [
      CASES,
      'case id',
      partitions('cases'),
      of(CASES, 'publishes'),
      of(CASES, 'consumes'),
      'facts over many complaints',
    ],
    [
      REFERENCE,
      'what it describes',
      partitions('reference'),
      'nobody yet',
      'nobody yet',
      'organisations, procedures, calendars; compacted',
    ],
    [
      topics.submissions(source),
      "the source's own id",
      partitions('submissions'),
      'that source',
      receiver('submissions'),
      '`submission.v1`',
    ],
    [
      topics.receipts(source),
      'the same id',
      partitions('receipts'),
      teller('submission.receipt.v1'),
      'that source',
      '`submission.receipt.v1`',
    ],
    [
      topics.progress(source),
      'the same id',
      partitions('progress'),
      teller('complaint.progress.v1'),
      'that source',
      '`complaint.progress.v1`',
    ],
    [
      topics.work(division),
      'complaint id',
      partitions('work'),
      teller('work.order.v1'),
      'that division',
      '`work.order.v1`, `work.order-changed.v1`, `work.slip-to-audit.v1`, `work.action-answered.v1`',
    ],
    [
      topics.workActions(division),
      'complaint id',
      partitions('workActions'),
      'that division',
      receiver('workActions'),
      '`work.action.v1`',
    ],
    [
      topics.escalations,
      'complaint id or case id',
      partitions('escalations'),
      teller('escalation.raised.v1'),
      'headquarters',
      '`escalation.raised.v1`, `escalation.case.v1`',
    ],
    [
      topics.reports,
      'report id',
      partitions('reports'),
      teller('report.ready.v1'),
      'headquarters',
      '`report.ready.v1`',
    ],
  ].map(([topic, ...rest]) => [`\`${topic}\``, ...rest]);
}
