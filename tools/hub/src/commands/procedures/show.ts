import { relative } from 'node:path';
import { citedFiles, DEFAULT_LIFE_CYCLE, tellLifeCycle, tellProcedure, type Language } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { inBoth } from '../../language.js';
import { open, procedureNamed } from './procedures.js';

export function showCommand(output: Output): Command {
  return new Command('show')
    .description('a procedure in plain words: roles, stages and every rule with where it stands')
    .argument('<procedure>', 'id, or id@version, of a procedure or of whatever else a story gives as a reason')
    .option('--dir <dir>', 'a folder with further procedures')
    .addHelpText(
      'after',
      `
Examples:
  hub procedures show telecom-user-appeal-regulation
  hub procedures show telecom-group/dispatch
  hub procedures show life-cycle`,
    )
    .action((procedure: string, { dir }: { dir?: string }) => {
      const linesIn = (language: Language) =>
        citedBeside(procedure, language) ?? tellProcedure(procedureNamed(open(dir).procedures, procedure), language);
      output.print(
        inBoth((language) => linesIn(language).join('\n')),
        linesIn(output.language),
      );
    });
}

/** Reasons cite the default life cycle and the files of an organisation too; these files are written to be read as they stand. */
function citedBeside(name: string, language: Language): string[] | null {
  const isNamed = ({ basis, version }: { basis: string; version: string }) =>
    name === basis || name === `${basis}@${version}`;
  if (isNamed(DEFAULT_LIFE_CYCLE)) return tellLifeCycle(language);
  const cited = citedFiles().find(isNamed);
  return cited ? [`${relative('.', cited.file)}:`, '', ...cited.text.trimEnd().split('\n')] : null;
}
