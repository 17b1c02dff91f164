import { differencesOf, tellDifferences, tellTakeovers, type Language } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { inLanguage, open, procedureNamed } from './procedures.js';

export function compareCommand(output: Output): Command {
  return new Command('compare')
    .description('what differs between two versions, or between an overlay and what it extends, rule by rule')
    .argument('<before>', 'procedure id, or id@version')
    .argument('<after>', 'procedure id, or id@version')
    .option('--dir <dir>', 'a folder with further procedures')
    .addOption(inLanguage())
    .addHelpText('after', '\nExample:\n  hub procedures compare telecom-group/handling telecom-group/hunan')
    .action((before: string, after: string, { dir, lang }: { dir?: string; lang: Language }) => {
      const { procedures } = open(dir);
      const was = procedureNamed(procedures, before);
      const is = procedureNamed(procedures, after);
      const takenOver = tellTakeovers(is, lang);
      const lines = [...(takenOver.length > 0 ? [...takenOver, ''] : []), ...tellDifferences(was, is, lang)];
      output.print(lines.length > 0 ? lines.join('\n') : 'no difference', {
        takesOver: is.takesOver,
        differences: differencesOf(was, is),
      });
    });
}
