import { gapsOf, type Procedure } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { open } from './procedures.js';

interface Gap {
  procedure: string;
  version: string;
  rule: string;
  name: string;
  source: string;
}

export function gapsCommand(output: Output): Command {
  return new Command('gaps')
    .description('what the texts name and do not define')
    .argument('[dir]', 'a folder with further procedures')
    .addHelpText('after', '\nExample:\n  hub procedures gaps my-province/')
    .action((dir?: string) => {
      const gaps = open(dir).procedures.all().flatMap(gapsIn);
      output.print(
        `${table(
          ['procedure', 'version', 'rule', 'what is open', 'source'],
          gaps.map(({ procedure, version, rule, name, source }) => [procedure, version, rule, name, source]),
        )}\n${gaps.length} gaps`,
        gaps,
      );
    });
}

function gapsIn(procedure: Procedure): Gap[] {
  const { basis } = procedure;
  // What an overlay has from above is open there, and listed there.
  const own = gapsOf(procedure).filter(
    ({ reason, filledBy }) => reason.basis === basis.id && reason.version === basis.version && filledBy.length === 0,
  );
  return own.map(({ rule, name, reason }) => ({
    procedure: basis.id,
    version: basis.version,
    rule,
    name: name.zh,
    source: reason.source,
  }));
}
