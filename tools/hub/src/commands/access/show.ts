import type { Access } from '@cc/contracts';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { principals } from './principals.js';

export function showCommand(output: Output): Command {
  return new Command('show')
    .description('list what each service and party may do, from the flow and the data; asks no broker')
    .argument('[principal]', 'only this one, for instance intake, source-cc-44, division-44, headquarters')
    .addHelpText('after', '\nExample:\n  hub access show division-44')
    .action((name?: string) => {
      const shown = principals(name);
      const text = name === undefined ? overview(shown) : shown.map(inFull).join('\n');
      output.print(text, shown);
    });
}

const overview = (all: readonly Access[]) =>
  table(
    ['principal', 'reads', 'writes'],
    all.map(({ principal, reads, writes }) => [principal, shortened(reads), shortened(writes)]),
  );

const shortened = (names: readonly string[]) =>
  names.length <= 2 ? names.join(', ') : `${names[0]} and ${names.length - 1} others`;

function inFull({ principal, reads, writes, measures, group, watches }: Access): string {
  const groups = [...(group === null ? [] : [group]), ...(reads.length > 0 ? [`${principal}.*`] : [])];
  const lines = { reads, writes, measures, groups, watches };
  return Object.entries(lines)
    .flatMap(([verb, names]) => names.map((each) => `${principal} ${verb} ${each}`))
    .join('\n');
}
