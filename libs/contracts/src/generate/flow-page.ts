import { flow, up, type ServiceName } from '../flow.js';
import { arrows, type Arrow } from './arrows.js';
import { topicTable } from './topic-table.js';

const services = Object.keys(flow) as ServiceName[];

/** `docs/flow.md`: who talks to whom, printed from the map. */
export function flowPage(): string {
  return [
    '# Who talks to whom',
    'Generated from `libs/contracts/src/flow.ts` by `npm run generate`; change that file, not this one.',
    'A complaint travels from left to right. A dotted arrow points back up the journey; its reasons stand below.',
    diagram(),
    '## Services',
    servicesTable(),
    '## Events',
    'Everything about one complaint lies in `complaints.facts`, keyed by complaint, and everything about a case of many in `complaints.cases`, keyed by case, so that every reader sees it in one order. `reporting` reads and archives all of it.',
    eventsTable(),
    '## Why an arrow points up',
    reasonsTable(),
    '## Topics',
    'A party reads and writes only topics of its own; broker ACLs guard that. Records of one key keep their order.',
    table(['topic', 'key', 'partitions', 'written by', 'read by', 'holds'], topicTable()),
    '',
  ].join('\n\n');
}

function diagram(): string {
  const solid = arrows().filter(({ to }) => to !== 'reporting');
  return [
    '```mermaid',
    'flowchart LR',
    '  sources([sources 来源]) -- submissions --> intake',
    '  intake -- receipts, progress --> sources',
    ...solid.map(arrow),
    ...services
      .filter((name) => name !== 'reporting' && flow[name].publishes.length > 0)
      .map((name) => `  ${name} --> reporting`),
    '  routing -- work orders --> branches([branches 分公司])',
    '  branches -- work actions --> routing',
    '  sla-monitor -- escalations --> headquarters([headquarters 集团])',
    '  reporting -- reports --> headquarters',
    '```',
  ].join('\n');
}

function arrow({ from, to, types, isUp }: Arrow): string {
  const label = types.map(withoutVersion).join('<br/>');
  return isUp ? `  ${from} -. "${label}" .-> ${to}` : `  ${from} -- "${label}" --> ${to}`;
}

const withoutVersion = (type: string) => type.replace(/\.v\d+$/, '');

function servicesTable(): string {
  return table(
    ['service', 'reads from parties outside', 'consumes', 'publishes', 'tells parties outside'],
    services.map((name) => [
      `**${name}**`,
      flow[name].receives.map((kind) => (kind === 'submissions' ? '`submission.v1`' : '`work.action.v1`')).join(', '),
      name === 'reporting' ? 'every fact' : codes(flow[name].consumes),
      codes(flow[name].publishes),
      codes(flow[name].tells),
    ]),
  );
}

function eventsTable(): string {
  return table(
    ['event', 'published by', 'consumed by', 'schema'],
    services.flatMap((publisher) =>
      flow[publisher].publishes.map(({ type }) => [
        `\`${type}\``,
        publisher,
        services.filter((name) => consumes(name, type)).join(', '),
        `[schema](schemas/${type}.json)`,
      ]),
    ),
  );
}

function reasonsTable(): string {
  return table(
    ['event', 'from', 'up to', 'because'],
    arrows()
      .filter(({ isUp }) => isUp)
      .flatMap(({ from, to, types }) => types.map((type) => [`\`${type}\``, from, to, up[to]?.[type] ?? ''])),
  );
}

const consumes = (name: ServiceName, type: string) =>
  name !== 'reporting' && flow[name].consumes.some((each) => each.type === type);

const codes = (definitions: readonly { type: string }[]) => definitions.map(({ type }) => `\`${type}\``).join('<br/>');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
