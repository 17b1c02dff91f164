import { flow, type ServiceName } from '@cc/contracts';
import { Argument, Command } from 'commander';
import { EXIT, HubError, type Platform } from '../connection.js';
import type { LocalisedText } from '@cc/procedures';
import { asItIs, inBoth } from '../language.js';
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

interface Replayed {
  replayed: number;
  failed: { id: string; reason: string } | null;
  /** What to send to go on; null when all has been tried. */
  next: object | null;
}

const PAGE = 500;

const HEADS = {
  zh: ['服务', '编号', '搁置时间', '类型', '键', '原因'],
  en: ['service', 'id', 'parked at', 'type', 'key', 'reason'],
};

const service = () => new Argument('<service>', 'whose dead letters').choices(Object.keys(flow));

export function deadLettersCommand(platform: Platform, output: Output): Command {
  return new Command('dead-letters')
    .description('events that could not be handled.')
    .addCommand(listCommand(platform, output))
    .addCommand(showCommand(platform, output))
    .addCommand(replayCommand(platform, output))
    .addCommand(discardCommand(platform, output));
}

function listCommand(platform: Platform, output: Output): Command {
  return new Command('list')
    .description('what is parked, oldest first, in one service or in all')
    .addArgument(service().argOptional())
    .addHelpText('after', '\nExamples:\n  hub dead-letters list\n  hub dead-letters list routing --json')
    .action(async (only?: ServiceName) => {
      const found = await Promise.all((only ? [only] : platform.known()).map((name) => listOf(platform, name)));
      const letters = found.flat();
      output.print(
        letters.length === 0
          ? { zh: '没有死信', en: 'no dead letters' }
          : inBoth((language) =>
              table(
                HEADS[language],
                letters.map((l) => [l.service, l.id, l.parkedAt, l.type ?? '-', l.key ?? '-', firstLine(l.reason)]),
              ),
            ),
        letters,
      );
    });
}

function showCommand(platform: Platform, output: Output): Command {
  return new Command('show')
    .description('one dead letter with its reason; with --why also its headers and value, which may hold personal data')
    .addArgument(service())
    .argument('<id>', 'as `hub dead-letters list` prints it')
    .option('--why <text>', 'why you must see what it holds; kept with your name')
    .addHelpText(
      'after',
      '\nExamples:\n  hub dead-letters show routing 17\n  hub dead-letters show routing 17 --why "reply cannot be read, ticket 4711"',
    )
    .action(async (name: ServiceName, id: string, { why }: { why?: string }) => {
      const path = `/operator/dead-letters/${encodeURIComponent(id)}`;
      const letter =
        why === undefined
          ? await platform.get<Record<string, unknown>>(name, path)
          : await platform.post<Record<string, unknown>>(name, `${path}/disclosures`, { reason: why });
      output.print(
        // The names of its fields, as the service has them.
        asItIs(
          Object.entries(letter)
            .map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
            .join('\n'),
        ),
        letter,
      );
    });
}

function replayCommand(platform: Platform, output: Output): Command {
  return new Command('replay')
    .description('handle a parked event again, and after it what waits behind it, in order')
    .addArgument(service())
    .argument('[id]', 'as `hub dead-letters list` prints it')
    .option('--all', 'everything that is parked in this service, each complaint in order')
    .addHelpText(
      'after',
      `
Examples:
  hub dead-letters replay routing 17
  hub dead-letters replay routing --all

A complaint stops at its first event that fails again; the command then names it and exits with 1.`,
    )
    .action(async (name: ServiceName, id: string | undefined, { all }: { all?: true }) => {
      if ((id === undefined) === (all === undefined)) {
        throw new HubError({ zh: '请给出一个编号，或 --all', en: 'name one id, or --all' }, EXIT.usage);
      }
      const which = all ? { all } : { id };
      const result = await replayAll(platform, name, which);
      output.print(replayedText(result), result);
      if (result.failed) throw failedAgain(result.failed);
    });
}

function discardCommand(platform: Platform, output: Output): Command {
  return new Command('discard')
    .description('give up a dead letter that can never be handled; what waits behind it goes on')
    .addArgument(service())
    .argument('<id>', 'as `hub dead-letters list` prints it')
    .requiredOption('--because <text>', 'why it may be lost; kept with your name, what it holds is not')
    .addHelpText(
      'after',
      '\nExample:\n  hub dead-letters discard routing 17 --because "no key and no JSON; branch 44 has sent it again"',
    )
    .action(async (name: ServiceName, id: string, { because }: { because: string }) => {
      const path = `/operator/dead-letters/${encodeURIComponent(id)}/discard`;
      const { next, ...first } = await platform.post<Replayed>(name, path, { reason: because });
      const rest = await replayAll(platform, name, next);
      const result = { ...first, replayed: first.replayed + rest.replayed, failed: first.failed ?? rest.failed };
      const { zh, en } = replayedText(result);
      output.print({ zh: `死信 ${id} 已放弃，${zh}`, en: `letter ${id} discarded, ${en}` }, result);
      if (result.failed) throw failedAgain(result.failed);
    });
}

const replayedText = ({ replayed, failed }: Omit<Replayed, 'next'>): LocalisedText => ({
  zh: `已重新处理 ${replayed} 条${failed ? `，死信 ${failed.id} 再次失败` : ''}`,
  en: `${replayed} replayed${failed ? `, letter ${failed.id} failed again` : ''}`,
});

const failedAgain = ({ id, reason }: NonNullable<Replayed['failed']>) =>
  new HubError({ zh: `死信 ${id} 再次失败：${reason}`, en: `letter ${id} failed again: ${reason}` }, EXIT.difference);

/** Asks again until all has been tried: the service answers every few hundred letters. */
async function replayAll(platform: Platform, name: ServiceName, which: object | null): Promise<Omit<Replayed, 'next'>> {
  const all: Omit<Replayed, 'next'> = { replayed: 0, failed: null };
  for (let next = which; next !== null;) {
    const part: Replayed = await platform.post<Replayed>(name, '/operator/dead-letters/replay', next);
    all.replayed += part.replayed;
    all.failed ??= part.failed;
    next = part.next;
  }
  return all;
}

async function listOf(platform: Platform, name: ServiceName): Promise<(DeadLetter & { service: ServiceName })[]> {
  const letters: DeadLetter[] = [];
  let page: DeadLetter[];
  do {
    page = await platform.get(name, `/operator/dead-letters?after=${letters.at(-1)?.id ?? 0}&limit=${PAGE}`);
    letters.push(...page);
  } while (page.length === PAGE);
  return letters.map((letter) => ({ service: name, ...letter }));
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.slice(0, 100);
}
