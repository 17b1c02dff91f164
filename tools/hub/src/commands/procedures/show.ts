import { tellProcedure, type Language } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { inLanguage, open, procedureNamed } from './procedures.js';

export function showCommand(output: Output): Command {
  return new Command('show')
    .description('a procedure in plain words: roles, stages and every rule with where it stands')
    .argument('<procedure>', 'procedure id, or id@version')
    .option('--dir <dir>', 'a folder with further procedures')
    .addOption(inLanguage())
    .addHelpText('after', '\nExample:\n  hub procedures show telecom-user-appeal-regulation --lang en')
    .action((procedure: string, { dir, lang }: { dir?: string; lang: Language }) => {
      const lines = tellProcedure(procedureNamed(open(dir).procedures, procedure), lang);
      output.print(lines.join('\n'), lines);
    });
}
