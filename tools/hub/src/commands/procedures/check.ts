import {
  playExamplesOf,
  tellTakeovers,
  type Language,
  type PlayedExample,
  type Procedure,
  type RuleBook,
} from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { counted } from '../../counted.js';
import { alsoAsOption, folderOf, inLanguage, open, readable } from './procedures.js';

export function checkCommand(output: Output): Command {
  return new Command('check')
    .description('load every procedure and play its worked examples; without a folder those we bring')
    .argument('[dir]', 'a folder with procedures and examples; they may extend ours')
    .addHelpText('after', '\nExample:\n  hub procedures check my-province/')
    .addOption(alsoAsOption())
    .addOption(inLanguage())
    .action((named: string | undefined, options: { dir?: string; lang: Language }) => {
      const { lang } = options;
      const dir = folderOf(named, options.dir);
      const book = open(dir);
      const played = readable(() => playExamplesOf(book, dir));
      const missed = played.filter((one) => one.played.misses.length > 0);
      const own = ownOf(dir, book);
      const ids = new Set(own.map(({ basis }) => basis.id));
      const summary = `${counted(ids.size, 'procedure')}, ${counted(played.length, 'example')}: ${missed.length} missed`;
      const takenOver = own.map((procedure) => tellTakeovers(procedure, lang).join('\n'));
      output.print([...takenOver.filter(Boolean), ...missed.map(missesOf), summary].join('\n\n'), {
        examples: played.length,
        takesOver: own.flatMap(({ basis, takesOver }) => takesOver.map((one) => ({ ...basis, ...one }))),
        missed: missed.map(({ file, line, name, played: { misses } }) => ({ file, line, name, misses })),
      });
      if (played.length === 0) throw new HubError('no example was found: files end in .examples.yaml', EXIT.difference);
      if (missed.length > 0) throw new HubError('examples and rules differ', EXIT.difference);
    });
}

/** The procedures that the folder brings. */
function ownOf(dir: string | undefined, { procedures }: RuleBook): readonly Procedure[] {
  if (dir === undefined) return procedures.all();
  const ours = new Set(
    open()
      .procedures.all()
      .map(({ basis }) => `${basis.id} ${basis.version}`),
  );
  return procedures.all().filter(({ basis }) => !ours.has(`${basis.id} ${basis.version}`));
}

function missesOf({ file, line, name, played: { misses } }: PlayedExample): string {
  return [
    `${file}:${line}: ${name}`,
    ...misses.flatMap(({ what, expected, got, reason }) => [
      `  ${what}`,
      `    expected  ${expected}`,
      `    got       ${got}`,
      `    because   ${reason}`,
    ]),
  ].join('\n');
}
