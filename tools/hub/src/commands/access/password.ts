import { randomBytes } from 'node:crypto';
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
        '\n\nConnections that are open go on; the next one needs the new password. Where the broker does not answer, the file stays' +
        '\nwhat it was, and the password that the broker may have taken all the same lies beside it as <file>.new.',
    );
  return withKafka(password).action(async (name: string, { out, ...given }: { out: string }) => {
    const connection = connectionOf(given);
    const { principal } = principals(name)[0]!;
    const secret = newPassword();
    const [{ givePasswords }, { writeSecret }] = await Promise.all([import('@cc/messaging'), import('@cc/stack')]);
    const give = () => givePasswords(connection, new Map([[principal, secret]]));
    // Written before the broker knows it: a password that stands nowhere would lock its owner out.
    await orSay(connection.brokers, () => writeSecret(out, secret, give));
    output.print(
      { zh: `${principal} 的新密码已写入 ${out}`, en: `${principal} has a new password, in ${out}` },
      { principal, file: out },
    );
  });
}
