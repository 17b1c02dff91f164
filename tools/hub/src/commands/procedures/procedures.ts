import { existsSync, statSync } from 'node:fs';
import { InvalidProcedures, loadRuleBook, type RuleBook } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { checkCommand } from './check.js';
import { explainCommand } from './explain.js';
import { gapsCommand } from './gaps.js';
import { listCommand } from './list.js';

/** Works on the files alone: no platform need be running. */
export function proceduresCommand(output: Output): Command {
  return new Command('procedures')
    .description('the procedures as data: list, check, explain. 处理规程')
    .addCommand(listCommand(output))
    .addCommand(checkCommand(output))
    .addCommand(gapsCommand(output))
    .addCommand(explainCommand(output));
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
