import { Command, Option } from 'commander';
import type { Platform } from '../connection.js';
import type { Output } from '../output.js';

export function storyCommand(platform: Platform, output: Output): Command {
  return new Command('story')
    .description('the story of a complaint in words, with the reason of every decision. 投诉全程')
    .argument('<complaint>', 'complaint id')
    .addOption(new Option('--lang <language>', 'language of the story').choices(['zh', 'en']).default('zh'))
    .addHelpText('after', '\nExample:\n  hub story 0b8c6c5e-8f0a-5d1c-9d5a-2f6f2a0c7b11 --lang en')
    .action(async (complaint: string, { lang }: { lang: string }) => {
      const path = `/complaints/${encodeURIComponent(complaint)}/story?lang=${lang}`;
      const [text, data] = await Promise.all([
        platform.get<string>('reporting', path, 'text/plain'),
        platform.get<unknown>('reporting', path),
      ]);
      output.print(text, data);
    });
}
