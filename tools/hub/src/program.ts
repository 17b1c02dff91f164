import type { Language, LocalisedText } from '@cc/procedures';
import { Command, Option } from 'commander';
import { accessCommand } from './commands/access/access.js';
import { databasesCommand } from './commands/databases.js';
import { deadLettersCommand } from './commands/dead-letters.js';
import { importCommand } from './commands/import.js';
import { messagingCommand } from './commands/messaging.js';
import { proceduresCommand } from './commands/procedures/procedures.js';
import { reportsCommand } from './commands/reports.js';
import { storyCommand } from './commands/story.js';
import { organisationsCommand } from './commands/organisations.js';
import { topicsCommand } from './commands/topics.js';
import { Platform, readConnection } from './connection.js';
import { languageOfLocale } from './language.js';

/** Where `make up` writes it, seen from the root of the repository. */
const CONNECTION_FILE = '.run/up/hub.json';

/** Every command of `hub`, and how each reaches the platform. Nothing runs before it is parsed. */
export function hubProgram(environment: NodeJS.ProcessEnv): Command {
  const program = new Command('hub')
    .description('The command line of the complaint platform, for operators.')
    .option('--json', 'print JSON instead of text')
    .addOption(
      new Option('--lang <language>', 'of what is printed; zh where LC_ALL or LANG begin with zh, else en')
        .choices(['zh', 'en'])
        .env('HUB_LANG')
        .default(languageOfLocale(environment)),
    )
    .option('--connection <file>', 'file with the addresses of the services and a token', CONNECTION_FILE)
    .addHelpText(
      'after',
      `
Examples:
  hub story TS20261127000001                      the story of a complaint, with the reason of every decision
  hub dead-letters list                           what is stuck, in every service
  hub dead-letters replay routing 17              handle a parked event again, and what waits behind it
  hub reports verify                              recount the reports from the archive of facts
  hub reports rebuild                             count them anew from it
  hub import tickets.csv --mapping tickets.yaml   import what another system has handled (docs/import.md)
  hub messaging status routing                    how far a service is behind, and what it has not sent
  hub procedures explain telecom-group-2019       why its worked examples come out as they do

Where the services are, and who asks: the file of --connection, which \`make up\` writes, or the variables HUB_TOKEN,
HUB_INTAKE_URL, HUB_ROUTING_URL and so on.

Help, and what is wrong in a command line, is told in English only.
帮助与命令行用法错误仅有英文；其余输出的语言：--lang zh，或环境变量 HUB_LANG=zh，或中文 locale（LC_ALL、LANG）。

Exit codes: 0 done · 1 a difference or a failure was found · 2 wrong use · 3 something does not answer · 4 refused`,
    )
    .showHelpAfterError('(see hub --help)')
    .exitOverride();

  const platform = new Platform(() => readConnection(environment, program.opts<{ connection: string }>().connection));
  const output = {
    get language() {
      return languageOf(program);
    },
    print: (text: LocalisedText, data: unknown) =>
      console.log(program.opts<{ json?: boolean }>().json ? JSON.stringify(data, null, 2) : text[languageOf(program)]),
  };

  program
    .addCommand(storyCommand(platform, output))
    .addCommand(deadLettersCommand(platform, output))
    .addCommand(reportsCommand(platform, output))
    .addCommand(importCommand(output))
    .addCommand(topicsCommand(output))
    .addCommand(organisationsCommand(output))
    .addCommand(accessCommand(output))
    .addCommand(databasesCommand(output))
    .addCommand(messagingCommand(platform, output))
    .addCommand(proceduresCommand(output));
  inheritSettings(program);
  return program;
}

/** The language of the run, once its options are read. */
export const languageOf = (program: Command): Language => program.opts<{ lang: Language }>().lang;

/** Down to the last command, so that wrong use ends with the same code everywhere: one that is added inherits nothing. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) inheritSettings(command.copyInheritedSettings(parent));
}
