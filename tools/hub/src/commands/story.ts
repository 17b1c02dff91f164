import { Command, Option } from 'commander';
import type { Platform } from '../connection.js';
import type { Output } from '../output.js';

export function storyCommand(platform: Platform, output: Output): Command {
  return new Command('story')
    .description('the story of a complaint in words, with the reason of every decision. 投诉全程')
    .argument('<complaint>', "its number, its id, or SOURCE/ID: the source's own id of it")
    .addOption(new Option('--lang <language>', 'language of the story').choices(['zh', 'en']).default('zh'))
    .addHelpText('after', '\nExamples:\n  hub story TS20261124000001\n  hub story cc-44/A-1001 --lang en')
    .action(async (complaint: string, { lang }: { lang: string }) => {
      const path = `/complaints/${encodeURIComponent(complaint)}/story?lang=${lang}`;
      const [text, data] = await Promise.all([
        platform.get<string>('reporting', path, 'text/plain'),
        platform.get<unknown>('reporting', path),
      ]);
      output.print(text, data);
    });
}
