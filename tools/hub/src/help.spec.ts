import type { Command } from 'commander';
import { hubProgram } from './program.js';

/** The commands that do something, with the words that lead to them. */
function commandsBelow(
  command: Command,
  words: readonly string[] = [],
): { words: readonly string[]; command: Command }[] {
  if (command.commands.length === 0) return [{ words, command }];
  return command.commands.flatMap((below) => commandsBelow(below, [...words, below.name()]));
}

/** As `--help` prints it, with what is added behind. */
function helpOf(command: Command): string {
  let page = '';
  command.configureOutput({ writeOut: (text) => (page += text) }).outputHelp();
  return page;
}

it.each(commandsBelow(hubProgram({})).map(({ words, command }) => [words.join(' '), command] as const))(
  'hub %s explains itself with an example',
  (words, command) => {
    const page = helpOf(command);

    expect(page).toMatch(new RegExp(`^Usage: hub ${words} `));
    expect(page).toMatch(new RegExp(`^Examples?:\\n {2}hub ${words}`, 'm'));
  },
);
