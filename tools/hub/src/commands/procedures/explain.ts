import { playExamplesOf, tellExample, type Language } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { inLanguage, insteadOf, open, readable } from './procedures.js';

export function explainCommand(output: Output): Command {
  return new Command('explain')
    .description('tell a worked example as a story, with the reason of every due time')
    .argument('<procedure>', 'procedure id')
    .argument('[example]', 'words of the example’s name; without them all examples')
    .option('--dir <dir>', 'a folder with further procedures and examples')
    .addOption(inLanguage())
    .addHelpText('after', '\nExample:\n  hub procedures explain telecom-group/limits "a pause" --lang en')
    .action((procedure: string, words: string | undefined, { dir, lang }: { dir?: string; lang: Language }) => {
      const book = open(dir);
      const examples = readable(() => [...playExamplesOf(book), ...(dir ? playExamplesOf(book, dir) : [])]);
      const ofIt = examples.filter(({ played }) => played.procedure.basis.id === procedure);
      const found = ofIt.filter(({ name }) => words === undefined || name.includes(words));
      if (found.length === 0) throw new HubError(nothingFound(procedure, words, ofIt, examples), EXIT.usage);
      const told = found.map((one) => tellExample(one, lang));
      output.print(told.map((lines) => lines.join('\n')).join('\n\n---\n\n'), told);
    });
}

type Named = readonly { name: string; played: { procedure: { basis: { id: string } } } }[];

function nothingFound(procedure: string, words: string | undefined, ofIt: Named, all: Named): string {
  if (ofIt.length > 0) {
    return `no example of ${procedure} is named "${words}"; there are:\n${ofIt.map(({ name }) => `  ${name}`).join('\n')}`;
  }
  const ids = [...new Set(all.map(({ played }) => played.procedure.basis.id))];
  return `no example of a procedure ${procedure}; ${insteadOf(procedure, ids)}`;
}
