import { playExamplesOf, tellExample, type LocalisedText } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { inBoth } from '../../language.js';
import { insteadOf, open, readable } from './procedures.js';

export function explainCommand(output: Output): Command {
  return new Command('explain')
    .description('tell a worked example as a story, with the reason of every due time')
    .argument('<procedure>', 'procedure id')
    .argument('[example]', 'words of the example’s name; without them all examples')
    .option('--dir <dir>', 'a folder with further procedures and examples')
    .addHelpText('after', '\nExample:\n  hub procedures explain telecom-group/limits "a pause"')
    .action((procedure: string, words: string | undefined, { dir }: { dir?: string }) => {
      const book = open(dir);
      const examples = readable(() => [...playExamplesOf(book), ...(dir ? playExamplesOf(book, dir) : [])]);
      const ofIt = examples.filter(({ played }) => played.procedure.basis.id === procedure);
      const found = ofIt.filter(({ name }) => words === undefined || name.includes(words));
      if (found.length === 0) throw new HubError(nothingFound(procedure, words, ofIt, examples), EXIT.usage);
      const told = { zh: found.map((one) => tellExample(one, 'zh')), en: found.map((one) => tellExample(one, 'en')) };
      output.print(
        inBoth((language) => told[language].map((lines) => lines.join('\n')).join('\n\n---\n\n')),
        told[output.language],
      );
    });
}

type Named = readonly { name: string; played: { procedure: { basis: { id: string } } } }[];

function nothingFound(procedure: string, words: string | undefined, ofIt: Named, all: Named): LocalisedText {
  if (ofIt.length > 0) {
    const names = ofIt.map(({ name }) => `  ${name}`).join('\n');
    return {
      zh: `${procedure} 没有名为“${words}”的示例；现有：\n${names}`,
      en: `no example of ${procedure} is named "${words}"; there are:\n${names}`,
    };
  }
  const ids = [...new Set(all.map(({ played }) => played.procedure.basis.id))];
  const instead = insteadOf(procedure, ids);
  return {
    zh: `没有规程 ${procedure} 的示例；${instead.zh}`,
    en: `no example of a procedure ${procedure}; ${instead.en}`,
  };
}
