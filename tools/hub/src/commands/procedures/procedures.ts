import { existsSync, statSync } from 'node:fs';
import { InvalidProcedures, loadRuleBook, type Procedure, type RuleBook } from '@cc/procedures';
import { Command, Option } from 'commander';
import { EXIT, HubError } from '../../connection.js';
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
    .description('the procedures as data: list, show, check, explain, compare, simulate. 处理规程')
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
    throw new HubError(`there is no folder ${dir}`, EXIT.usage);
  }
  return readable(() => loadRuleBook(dir));
}

export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidProcedures) throw new HubError(error.message, EXIT.difference);
    throw error;
  }
}

/** `id@version`, or an id that has one version only. */
export function procedureNamed({ all }: RuleBook['procedures'], name: string): Procedure {
  const [id, version] = name.split('@');
  const ofId = all().filter(({ basis }) => basis.id === id);
  const found = ofId.filter(({ basis }) => version === undefined || basis.version === version);
  if (found.length === 1) return found[0]!;
  if (ofId.length === 0) throw new HubError(`there is no procedure ${id}; see hub procedures list`, EXIT.usage);
  const versions = ofId.map(({ basis }) => `${basis.id}@${basis.version}`).join(', ');
  throw new HubError(`name one version of ${id}: ${versions}`, EXIT.usage);
}

export function inLanguage(): Option {
  return new Option('--lang <language>', 'language of what is printed').choices(['zh', 'en']).default('zh');
}
