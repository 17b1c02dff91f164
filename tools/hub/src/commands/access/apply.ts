import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access } from '@cc/contracts';
import { Command } from 'commander';
import { EXIT } from '../../connection.js';
import { inBoth } from '../../language.js';
import type { Output } from '../../output.js';
import { connectionOf, orSay, withKafka } from '../kafka-options.js';
import { principals } from './principals.js';

export function applyCommand(output: Output): Command {
  const apply = new Command('apply')
    .description("make the broker's access lists what the flow and the data say; takes away what goes beyond it")
    .option('--check', 'change nothing; end with 1 if there is a difference')
    .option(
      '--passwords <folder>',
      'who has no password yet is given the one in its folder there (hub access identities)',
    )
    .addHelpText(
      'after',
      '\nExample:\n  hub access apply --brokers kafka-1:9092 --ca ca.pem --certificate administrator.pem --key administrator-key.pem' +
        '\n\nRules of principals that the platform does not know are left alone.',
    );
  return withKafka(apply).action(
    async ({ check = false, passwords, ...given }: { check?: boolean; passwords?: string }) => {
      const connection = connectionOf(given);
      // Loaded only here: the Kafka client is most of what this program would have to load.
      const { applyAccess, giveMissingPasswords } = await import('@cc/messaging');
      const all = principals();
      const changes = await orSay(connection.brokers, async () => {
        if (passwords && !check) await giveMissingPasswords(connection, await passwordsIn(passwords, all));
        return applyAccess(connection, all, { dryRun: check });
      });
      const differing = [
        ...changes.granted.map((words) => `+ ${words}`),
        ...changes.taken.map((words) => `- ${words}`),
      ];
      const [granted, taken] = [changes.granted.length, changes.taken.length];
      const sums = check
        ? { zh: `缺少 ${granted} 条，多余 ${taken} 条`, en: `${granted} missing, ${taken} too many` }
        : { zh: `授予 ${granted} 条，收回 ${taken} 条`, en: `${granted} granted, ${taken} taken away` };
      output.print(
        inBoth((language) => [...differing, sums[language]].join('\n')),
        changes,
      );
      if (check && differing.length > 0) process.exitCode = EXIT.difference;
    },
  );
}

async function passwordsIn(folder: string, all: readonly Access[]): Promise<Map<string, string>> {
  const read = all.map(async ({ principal }) => {
    const password = await readFile(join(folder, principal, 'password'), 'utf8');
    return [principal, password.trimEnd()] as const;
  });
  return new Map(await Promise.all(read));
}
