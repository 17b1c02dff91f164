import { deadlinesOf, type Procedure } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { open } from './procedures.js';

export function listCommand(output: Output): Command {
  return new Command('list')
    .description('every procedure in every version, with the number of deadlines (D1, D2 ...) its text sets')
    .argument('[dir]', 'a folder with further procedures')
    .addHelpText('after', '\nExample:\n  hub procedures list my-province/')
    .action((dir?: string) => {
      const rows = open(dir).procedures.all().map(rowOf);
      const literal = rows.filter((row) => row.extends === null).length;
      output.print(
        `${table(
          ['procedure', 'version', 'deadlines', 'extends', 'name'],
          rows.map((row) => [row.id, row.version, row.deadlines, row.extends ?? '', row.name.zh]),
        )}\n${literal} literal procedures, ${rows.length - literal} overlays`,
        rows,
      );
    });
}

function rowOf(procedure: Procedure) {
  const { basis, name, extends: above } = procedure;
  return {
    ...basis,
    name,
    extends: above.length === 0 ? null : above.map(({ id, version }) => `${id} ${version}`).join(', '),
    deadlines: deadlinesOf(procedure).length,
  };
}
