import { gapsOf, type LocalisedText, type Procedure, type Reason } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { counted } from '../../counted.js';
import { inBoth } from '../../language.js';
import { alsoAsOption, folderOf, open, procedureNamed } from './procedures.js';

interface Gap {
  procedure: string;
  version: string;
  rule: string;
  name: LocalisedText;
  source: string;
}

const HEADS = {
  zh: ['规程', '版本', '规则', '未定义的内容', '出处'],
  en: ['procedure', 'version', 'rule', 'what is open', 'source'],
};

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
      const sums = { zh: `未定义之处 ${gaps.length} 个`, en: counted(gaps.length, 'gap') };
      const text = inBoth((language) => {
        const rows = gaps.map((gap) => [gap.procedure, gap.version, gap.rule, gap.name[language], gap.source]);
        return `${table(HEADS[language], rows)}\n${sums[language]}`;
      });
      output.print(
        text,
        gaps.map((gap) => ({ ...gap, name: gap.name.zh })),
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
      name,
      source: reason.source,
    }));
}
