import { flow, type ServiceName } from '@cc/contracts';
import { Argument, Command } from 'commander';
import type { Platform } from '../connection.js';
import type { Output } from '../output.js';

export function messagingCommand(platform: Platform, output: Output): Command {
  const command = new Command('messaging').description('outbox, relay and consumer of a service. 消息');
  const service = () => new Argument('<service>').choices(Object.keys(flow));

  command
    .command('status')
    .description('lag, outbox and positions of a service')
    .addArgument(service())
    .action(async (name: ServiceName) => {
      const status = await platform.get<unknown>(name, '/operator/messaging');
      output.print(JSON.stringify(status, null, 2), status);
    });

  command
    .command('repair')
    .description('after a restore: bring a publisher whose database is older than the topic back into step')
    .addArgument(service())
    .addHelpText(
      'after',
      `
A service refuses to publish when the topic holds records of its own that its database does not know: the database was
restored to an older copy. This command deletes the outbox rows that the topic already holds, moves the positions to
the highest seen, and remembers the ids seen, so that what is made again is not sent twice.

Example:
  hub messaging repair routing`,
    )
    .action(async (name: ServiceName) => {
      const result = await platform.post<unknown>(name, '/operator/messaging/repair', {});
      output.print(JSON.stringify(result, null, 2), result);
    });

  return command;
}
