import { deadlinesOf, type Procedure } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { counted } from '../../counted.js';
import { alsoAsOption, folderOf, open } from './procedures.js';

export function listCommand(output: Output): Command {
  return new Command('list')
    .description('every procedure in every version, with the number of deadlines (D1, D2 ...) its text sets')
    .argument('[dir]', 'a folder with further procedures')
    .addOption(alsoAsOption())
    .addHelpText('after', '\nExample:\n  hub procedures list my-province/')
    .action((named: string | undefined, { dir }: { dir?: string }) => {
      const rows = open(folderOf(named, dir)).procedures.all().map(rowOf);
      const literal = rows.filter((row) => row.extends === null).length;
      output.print(
        `${table(
          ['procedure', 'version', 'deadlines', 'extends', 'name'],
          rows.map((row) => [row.id, row.version, row.deadlines, row.extends ?? '', row.name.zh]),
        )}\n${counted(literal, 'literal procedure')}, ${counted(rows.length - literal, 'overlay')}`,
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
