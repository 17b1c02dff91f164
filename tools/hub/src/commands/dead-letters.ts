import { flow, type ServiceName } from '@cc/contracts';
import { Argument, Command } from 'commander';
import { EXIT, HubError, type Platform } from '../connection.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

/** A parked event as the operator endpoints show it. */
interface DeadLetter {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  type: string | null;
  reason: string;
  parkedAt: string;
}

const service = () => new Argument('<service>', 'whose dead letters').choices(Object.keys(flow));

export function deadLettersCommand(platform: Platform, output: Output): Command {
  const command = new Command('dead-letters').description('events that could not be handled. 死信');

  command
    .command('list')
    .description('what is parked, oldest first, in one service or in all')
    .addArgument(service().argOptional())
    .action(async (only?: ServiceName) => {
      const found = await Promise.all((only ? [only] : platform.known()).map((name) => listOf(platform, name)));
      const letters = found.flat();
      output.print(
        letters.length === 0
          ? 'no dead letters'
          : table(
              ['service', 'id', 'parked at', 'type', 'key', 'reason'],
              letters.map((l) => [l.service, l.id, l.parkedAt, l.type ?? '-', l.key ?? '-', firstLine(l.reason)]),
            ),
        letters,
      );
    });

  command
    .command('show')
    .description('one dead letter with its reason and headers')
    .addArgument(service())
    .argument('<id>', 'as `hub dead-letters list` prints it')
    .action(async (name: ServiceName, id: string) => {
      const letter = await platform.get<Record<string, unknown>>(
        name,
        `/operator/dead-letters/${encodeURIComponent(id)}`,
      );
      output.print(
        Object.entries(letter)
          .map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join('\n'),
        letter,
      );
    });

  command
    .command('replay')
    .description('handle a parked event again, and after it what waits behind it, in order')
    .addArgument(service())
    .argument('<id>', 'as `hub dead-letters list` prints it')
    .addHelpText('after', '\nExample:\n  hub dead-letters replay routing 17')
    .action(async (name: ServiceName, id: string) => {
      const result = await platform.post<{ replayed: number; failed: { id: string; reason: string } | null }>(
        name,
        '/operator/dead-letters/replay',
        { id },
      );
      output.print(`${result.replayed} replayed${result.failed ? `, ${result.failed.id} failed again` : ''}`, result);
      if (result.failed)
        throw new HubError(`${result.failed.id} failed again: ${result.failed.reason}`, EXIT.difference);
    });

  return command;
}

async function listOf(platform: Platform, name: ServiceName): Promise<(DeadLetter & { service: ServiceName })[]> {
  const letters = await platform.get<DeadLetter[]>(name, '/operator/dead-letters');
  return letters.map((letter) => ({ service: name, ...letter }));
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.slice(0, 100);
}
