import { accessOf, ANY_PARTY } from '../access.js';

/** `docs/access.md`: who may do what on the broker, and how that is kept up. */
export function accessPage(): string {
  const rows = accessOf(ANY_PARTY).map(({ principal, reads, writes, measures, group, watches }) => [
    `\`${principal}\``,
    codes(reads),
    codes(writes),
    codes([...(group === null ? [] : [group]), ...(reads.length > 0 ? [`${principal}.*`] : [])]),
    measures.length > 0 ? `how long ${codes(measures)} are, and how far ${codes(watches)} have read` : '',
  ]);
  return [
    '# Who may do what on the broker',
    'Generated from `libs/contracts/src/access.ts` by `npm run generate`; change the flow or that file, not this one.',
    'Everybody comes with a name, by a certificate whose CN it is or by a password (SCRAM-SHA-512), both over TLS, and may ' +
      'do what stands here and nothing else. A division is a province, a centre of the group (`g1`, the roaming centre `g2`) or a ' +
      'professional company (`p-…`). What a service writes it reads too: after a takeover its relay looks for what was sent last.',
    table(['name', 'reads', 'writes', 'groups', 'sees beside it'], rows),
    `The same list, with every source and division of the organisations' data:

| for                            | command                                                                                   |
| ------------------------------ | ----------------------------------------------------------------------------------------- |
| a person                       | \`hub access show\`, \`hub access show division-44\`                                          |
| a broker                       | \`hub access apply\` adds what is missing and takes away what goes beyond it; \`--check\` asks |
| a broker that others may change | \`hub access commands\` prints calls of Kafka's own \`kafka-acls.sh\`                         |
| Kubernetes                     | \`hub topics manifests\` prints topics and users for the Strimzi operator                   |`,
    'How a party is added and a password or certificate replaced stands in the [runbook](runbook.md).',
    '',
  ].join('\n\n');
}

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join('<br/>');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
