import { accessOf } from '@cc/contracts';
import { Command } from 'commander';
import { EXIT, HubError } from '../../connection.js';
import { counted } from '../../counted.js';
import type { Output } from '../../output.js';
import { parties } from '../../parties.js';

interface Given {
  dir: string;
  brokers: string;
  hosts?: string;
}

export function identitiesCommand(output: Output): Command {
  return new Command('identities')
    .description(
      'make an authority, the certificates of a broker and an administrator, and a folder for each principal',
    )
    .requiredOption('--dir <folder>', 'where they lie; what is there and still holds is kept')
    .requiredOption('--brokers <list>', 'host:port that the settings for kcat name')
    .option(
      '--hosts <list>',
      'names and addresses under which the broker is reached, comma separated; if not given, those of --brokers and this machine',
    )
    .addHelpText(
      'after',
      '\nExample:\n  hub access identities --dir /access --brokers localhost:9092 --hosts kafka,localhost,127.0.0.1' +
        '\n\nFor an installation with an authority of its own. Whoever reads authority/ there can be anybody.',
    )
    .action(async ({ dir, brokers, hosts }: Given) => {
      const { provideInstallation } = await import('@cc/stack');
      const names = accessOf(parties()).map(({ principal }) => principal);
      await provideInstallation(dir, names, brokers, hosts?.split(',') ?? hostsOf(brokers)).catch(
        (error: NodeJS.ErrnoException) => {
          const { message } = error;
          throw new HubError(
            { zh: `${dir} 无法写入：${message}`, en: `${dir} cannot be written: ${message}` },
            EXIT.usage,
          );
        },
      );
      output.print(
        {
          zh: `${names.length} 个主体的文件夹在 ${dir}`,
          en: `${counted(names.length, 'principal has its folder', 'principals have their folders')} in ${dir}`,
        },
        names,
      );
    });
}

/** A certificate must name every address at which a client calls the broker; the last two are this machine. */
export function hostsOf(brokers: string): string[] {
  const named = brokers.split(',').map((broker) =>
    broker
      .trim()
      .replace(/:\d+$/, '')
      .replace(/^\[(.*)\]$/, '$1'),
  );
  return [...new Set([...named, 'localhost', '127.0.0.1'])];
}
