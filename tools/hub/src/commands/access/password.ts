import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Output } from '../../output.js';
import { connectionOf, orSay, withKafka } from '../kafka-options.js';
import { principals } from './principals.js';

/** Beyond guessing, and of letters that need no quotes anywhere. */
const newPassword = () => randomBytes(24).toString('base64url');

export function passwordCommand(output: Output): Command {
  const password = new Command('password')
    .description('give a service or party a new password (SCRAM-SHA-512); its old one ends at once')
    .argument('<principal>', 'for instance division-44')
    .requiredOption('--out <file>', 'where the new password is written, for its owner alone')
    .addHelpText(
      'after',
      '\nExample:\n  hub access password division-44 --out division-44.password --brokers kafka-1:9092 --ca ca.pem --certificate a.pem --key a-key.pem' +
        '\n\nConnections that are open go on; the next one needs the new password.',
    );
  return withKafka(password).action(async (name: string, { out, ...given }: { out: string }) => {
    const connection = connectionOf(given);
    const { principal } = principals(name)[0]!;
    const secret = newPassword();
    const { givePasswords } = await import('@cc/messaging');
    await orSay(connection.brokers, async () => {
      // First: a password that stands nowhere would lock its owner out.
      await writeFile(out, secret, { mode: 0o600 });
      await givePasswords(connection, new Map([[principal, secret]]));
    });
    output.print(`${principal} has a new password, in ${out}`, { principal, file: out });
  });
}
