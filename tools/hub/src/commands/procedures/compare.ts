import { differencesOf, tellDifferences, tellTakeovers } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { inBoth } from '../../language.js';
import { open, procedureNamed } from './procedures.js';

export function compareCommand(output: Output): Command {
  return new Command('compare')
    .description('what differs between two versions, or between an overlay and what it extends, rule by rule')
    .argument('<before>', 'procedure id, or id@version')
    .argument('<after>', 'procedure id, or id@version')
    .option('--dir <dir>', 'a folder with further procedures')
    .addHelpText('after', '\nExample:\n  hub procedures compare telecom-group/handling telecom-group/hunan')
    .action((before: string, after: string, { dir }: { dir?: string }) => {
      const { procedures } = open(dir);
      const was = procedureNamed(procedures, before);
      const is = procedureNamed(procedures, after);
      const text = inBoth((language) => {
        const takenOver = tellTakeovers(is, language);
        const lines = [...(takenOver.length > 0 ? [...takenOver, ''] : []), ...tellDifferences(was, is, language)];
        return lines.length > 0 ? lines.join('\n') : { zh: '没有差异', en: 'no difference' }[language];
      });
      output.print(text, {
        takesOver: is.takesOver,
        differences: differencesOf(was, is),
      });
    });
}
