import { gapsOf, type Procedure, type Reason } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { counted } from '../../counted.js';
import { alsoAsOption, folderOf, open, procedureNamed } from './procedures.js';

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
    .addOption(alsoAsOption())
    .option('--of <procedure>', 'what is open in one procedure, what it has from above included')
    .addHelpText('after', '\nExample:\n  hub procedures gaps my-province/ --of telecom-group/hunan')
    .action((named: string | undefined, { dir, of }: { dir?: string; of?: string }) => {
      const { procedures } = open(folderOf(named, dir));
      const gaps =
        of === undefined ? procedures.all().flatMap(ownGaps) : openIn(procedureNamed(procedures, of), () => true);
      output.print(
        `${table(
          ['procedure', 'version', 'rule', 'what is open', 'source'],
          gaps.map(({ procedure, version, rule, name, source }) => [procedure, version, rule, name, source]),
        )}\n${counted(gaps.length, 'gap')}`,
        gaps,
      );
    });
}

/** What an overlay has from above is open there, and listed there. */
function ownGaps(procedure: Procedure): Gap[] {
  const { id, version } = procedure.basis;
  return openIn(procedure, ({ basis, version: of }) => basis === id && of === version);
}

function openIn(procedure: Procedure, from: (reason: Reason) => boolean): Gap[] {
  const { basis } = procedure;
  return gapsOf(procedure)
    .filter(({ reason, filledBy }) => from(reason) && filledBy.length === 0)
    .map(({ rule, name, reason }) => ({
      procedure: basis.id,
      version: basis.version,
      rule,
      name: name.zh,
      source: reason.source,
    }));
}
