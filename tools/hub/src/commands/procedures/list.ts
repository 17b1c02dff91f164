import { deadlinesOf, type Procedure } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { counted } from '../../counted.js';
import { inBoth } from '../../language.js';
import { alsoAsOption, folderOf, open } from './procedures.js';

const HEADS = {
  zh: ['规程', '版本', '时限', '依据的规程', '名称'],
  en: ['procedure', 'version', 'deadlines', 'extends', 'name'],
};

export function listCommand(output: Output): Command {
  return new Command('list')
    .description('every procedure in every version, with the number of deadlines (D1, D2 ...) its text sets')
    .argument('[dir]', 'a folder with further procedures')
    .addOption(alsoAsOption())
    .addHelpText('after', '\nExample:\n  hub procedures list my-province/')
    .action((named: string | undefined, { dir }: { dir?: string }) => {
      const rows = open(folderOf(named, dir)).procedures.all().map(rowOf);
      const literal = rows.filter((row) => row.extends === null).length;
      const overlays = rows.length - literal;
      const sums = {
        zh: `原文规程 ${literal} 个，细则 ${overlays} 个`,
        en: `${counted(literal, 'literal procedure')}, ${counted(overlays, 'overlay')}`,
      };
      const text = inBoth((language) => {
        const cells = rows.map((row) => [row.id, row.version, row.deadlines, row.extends ?? '', row.name[language]]);
        return `${table(HEADS[language], cells)}\n${sums[language]}`;
      });
      output.print(text, rows);
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
