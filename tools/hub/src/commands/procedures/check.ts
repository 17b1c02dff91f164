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
import { inBoth } from '../../language.js';
import { alsoAsOption, folderOf, open, readable } from './procedures.js';

export function checkCommand(output: Output): Command {
  return new Command('check')
    .description('load every procedure and play its worked examples; without a folder those we bring')
    .argument('[dir]', 'a folder with procedures and examples; they may extend ours')
    .addHelpText('after', '\nExample:\n  hub procedures check my-province/')
    .addOption(alsoAsOption())
    .action((named: string | undefined, options: { dir?: string }) => {
      const dir = folderOf(named, options.dir);
      const book = open(dir);
      const played = readable(() => playExamplesOf(book, dir));
      const missed = played.filter((one) => one.played.misses.length > 0);
      const own = ownOf(dir, book);
      const ids = new Set(own.map(({ basis }) => basis.id));
      const summary = {
        zh: `规程 ${ids.size} 个，示例 ${played.length} 个，其中不符 ${missed.length} 个`,
        en: `${counted(ids.size, 'procedure')}, ${counted(played.length, 'example')}: ${missed.length} missed`,
      };
      const text = inBoth((language) => {
        const takenOver = own.map((procedure) => tellTakeovers(procedure, language).join('\n')).filter(Boolean);
        return [...takenOver, ...missed.map((one) => missesOf(one, language)), summary[language]].join('\n\n');
      });
      output.print(text, {
        examples: played.length,
        takesOver: own.flatMap(({ basis, takesOver }) => takesOver.map((one) => ({ ...basis, ...one }))),
        missed: missed.map(({ file, line, name, played: { misses } }) => ({ file, line, name, misses })),
      });
      if (played.length === 0) {
        throw new HubError(
          {
            zh: '没有找到示例：文件名应以 .examples.yaml 结尾',
            en: 'no example was found: files end in .examples.yaml',
          },
          EXIT.difference,
        );
      }
      if (missed.length > 0) {
        throw new HubError({ zh: '示例与规则不符', en: 'examples and rules differ' }, EXIT.difference);
      }
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

const HEADS = {
  zh: { expected: '应为  ', got: '实为  ', because: '依据  ' },
  en: { expected: 'expected  ', got: 'got       ', because: 'because   ' },
};

function missesOf({ file, line, name, played: { misses } }: PlayedExample, language: Language): string {
  const heads = HEADS[language];
  return [
    `${file}:${line}: ${name}`,
    ...misses.flatMap(({ what, expected, got, reason }) => [
      `  ${what}`,
      `    ${heads.expected}${expected}`,
      `    ${heads.got}${got}`,
      `    ${heads.because}${reason}`,
    ]),
  ].join('\n');
}
