import { existsSync, statSync } from 'node:fs';
import { nearest } from '@cc/contracts';
import { InvalidProcedures, loadRuleBook, type LocalisedText, type Procedure, type RuleBook } from '@cc/procedures';
import { Command, Option } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import { asItIs } from '../../language.js';
import type { Output } from '../../output.js';
import { checkCommand } from './check.js';
import { compareCommand } from './compare.js';
import { explainCommand } from './explain.js';
import { gapsCommand } from './gaps.js';
import { listCommand } from './list.js';
import { showCommand } from './show.js';
import { simulateCommand } from './simulate.js';

/** Works on the files alone: no platform need be running. */
export function proceduresCommand(output: Output): Command {
  return new Command('procedures')
    .description('the procedures as data: list, show, check, explain, compare, simulate.')
    .addCommand(listCommand(output))
    .addCommand(showCommand(output))
    .addCommand(checkCommand(output))
    .addCommand(gapsCommand(output))
    .addCommand(explainCommand(output))
    .addCommand(compareCommand(output))
    .addCommand(simulateCommand(output));
}

/** Our procedures and those of a folder; what is wrong in a file is a difference found, not a fault of the call. */
export function open(dir?: string): RuleBook {
  if (dir !== undefined && !(existsSync(dir) && statSync(dir).isDirectory())) {
    throw new HubError({ zh: `没有文件夹 ${dir}`, en: `there is no folder ${dir}` }, EXIT.usage);
  }
  return readable(() => loadRuleBook(dir));
}

export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidProcedures) throw new HubError(asItIs(error.message), EXIT.difference);
    throw error;
  }
}

/** `id@version`, or an id that has one version only. */
export function procedureNamed({ all }: RuleBook['procedures'], name: string): Procedure {
  const [id, version] = name.split('@');
  const ofId = all().filter(({ basis }) => basis.id === id);
  const found = ofId.filter(({ basis }) => version === undefined || basis.version === version);
  if (found.length === 1) return found[0]!;
  if (ofId.length === 0) {
    const ids = all().map(({ basis }) => basis.id);
    const instead = insteadOf(id!, ids);
    throw new HubError(
      { zh: `没有规程 ${name}；${instead.zh}`, en: `there is no procedure ${name}; ${instead.en}` },
      EXIT.usage,
    );
  }
  const versions = ofId.map(({ basis }) => `${basis.id}@${basis.version}`).join(', ');
  throw new HubError(
    { zh: `请指明 ${id} 的版本：${versions}`, en: `name one version of ${id}: ${versions}` },
    EXIT.usage,
  );
}

/** The folder that a command names as its argument or, as the others do, as `--dir`. */
export function folderOf(argument: string | undefined, option: string | undefined): string | undefined {
  if (argument !== undefined && option !== undefined) {
    throw new HubError(
      {
        zh: `请只给出一个文件夹：${argument}，或 --dir ${option}`,
        en: `name one folder: ${argument}, or --dir ${option}`,
      },
      EXIT.usage,
    );
  }
  return argument ?? option;
}

export const alsoAsOption = () => new Option('--dir <dir>', 'the same, as the other commands name it');

/** What to do where no procedure has this id. */
export function insteadOf(id: string, ids: readonly string[]): LocalisedText {
  const meant = nearest(id, [...new Set(ids)]);
  return {
    zh: `${meant === undefined ? '见 hub procedures list。' : `是否应为“${meant}”？`}您自己的文件夹用 --dir FOLDER 读取`,
    en: `${meant === undefined ? 'see hub procedures list.' : `did you mean "${meant}"?`} A folder of yours is read with --dir FOLDER`,
  };
}
