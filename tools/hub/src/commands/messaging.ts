import { flow, type ServiceName } from '@cc/contracts';
import type { Language } from '@cc/procedures';
import { Argument, Command } from 'commander';
import type { Platform } from '../connection.js';
import { counted } from '../counted.js';
import { inBoth } from '../language.js';
import type { Output } from '../output.js';
import { statusAsText, type MessagingStatus } from '../status-as-text.js';
import { table } from '../table.js';

interface RepairedPartition {
  topic: string;
  partition: number;
  headBefore: string;
  headAfter: string;
  seen: number;
  dropped: number;
}

const service = () => new Argument('<service>').choices(Object.keys(flow));

export function messagingCommand(platform: Platform, output: Output): Command {
  return new Command('messaging')
    .description('outbox, relay and consumer of a service.')
    .addCommand(statusCommand(platform, output))
    .addCommand(repairCommand(platform, output));
}

function statusCommand(platform: Platform, output: Output): Command {
  return new Command('status')
    .description('how far a service is behind, what it has not sent yet, and whether it refuses to send')
    .addArgument(service())
    .addHelpText('after', '\nExample:\n  hub messaging status routing')
    .action(async (name: ServiceName) => {
      const status = await platform.get<MessagingStatus>(name, '/operator/messaging');
      output.print(
        inBoth((language) => statusAsText(name, status, language)),
        status,
      );
    });
}

function repairCommand(platform: Platform, output: Output): Command {
  return new Command('repair')
    .description('after a restore: bring a publisher whose database is older than the topic back into step')
    .addArgument(service())
    .addHelpText(
      'after',
      `
A service refuses to publish when the topic holds records of its own that its database does not know: the database was
restored to an older copy. This command deletes the outbox rows that the topic already holds, moves the positions to
the highest seen, and remembers the ids seen, so that what is made again is not sent twice. Where nothing is wrong it
changes nothing.

Example:
  hub messaging repair routing`,
    )
    .action(async (name: ServiceName) => {
      const repaired = await platform.post<RepairedPartition[]>(name, '/operator/messaging/repair', {});
      output.print(
        repaired.length === 0
          ? { zh: `无需修复：${name} 知道它发出的一切`, en: `nothing to repair: ${name} knows all it has sent` }
          : inBoth((language) => asText(repaired, language)),
        repaired,
      );
    });
}

const HEADS = {
  zh: ['主题', '分区', '修复前位置', '修复后位置', '主题中已见', '此处删除'],
  en: ['topic', 'partition', 'position before', 'position after', 'seen in the topic', 'dropped here'],
};

function asText(repaired: readonly RepairedPartition[], language: Language): string {
  const rows = repaired.map((p) => [p.topic, p.partition, p.headBefore, p.headAfter, p.seen, p.dropped]);
  const done = {
    zh: `已修复 ${repaired.length} 个分区；该服务重新发布`,
    en: `${counted(repaired.length, 'partition')} repaired; the service publishes again`,
  };
  return [done[language], table(HEADS[language], rows)].join('\n');
}
