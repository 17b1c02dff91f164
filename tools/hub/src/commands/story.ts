import { Command } from 'commander';
import type { Platform } from '../connection.js';
import { asItIs } from '../language.js';
import type { Output } from '../output.js';

export function storyCommand(platform: Platform, output: Output): Command {
  return new Command('story')
    .description('the story of a complaint in words, with the reason of every decision.')
    .argument('<complaint>', "its number, its id, or SOURCE/ID: the source's own id of it")
    .addHelpText('after', '\nExamples:\n  hub story TS20261124000001\n  hub story cc-44/A-1001 --lang en')
    .action(async (complaint: string) => {
      const path = `/complaints/${encodeURIComponent(complaint)}/story?lang=${output.language}`;
      const [text, data] = await Promise.all([
        platform.get<string>('reporting', path, 'text/plain'),
        platform.get<unknown>('reporting', path),
      ]);
      output.print(asItIs(text), data);
    });
}
