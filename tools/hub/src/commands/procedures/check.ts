import { playExamplesOf, type PlayedExample } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { open, readable } from './procedures.js';

export function checkCommand(output: Output): Command {
  return new Command('check')
    .description('load every procedure and play its worked examples; without a folder those we bring')
    .argument('[dir]', 'a folder with procedures and examples; they may extend ours')
    .addHelpText('after', '\nExample:\n  hub procedures check my-province/')
    .action((dir?: string) => {
      const book = open(dir);
      const played = readable(() => playExamplesOf(book, dir));
      const missed = played.filter((one) => one.played.misses.length > 0);
      const procedures = new Set(played.map(({ played: { procedure } }) => procedure.basis.id));
      const summary = `${played.length} examples of ${procedures.size} procedures: ${missed.length} missed`;
      output.print([...missed.map(missesOf), summary].join('\n\n'), {
        examples: played.length,
        missed: missed.map(({ file, line, name, played: { misses } }) => ({ file, line, name, misses })),
      });
      if (played.length === 0) throw new HubError('no example was found: files end in .examples.yaml', EXIT.difference);
      if (missed.length > 0) throw new HubError('examples and rules differ', EXIT.difference);
    });
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
