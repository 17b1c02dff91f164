import { readFileSync } from 'node:fs';
import { playExamplesOf, simulate, tellSimulation, type PastTicket } from '@cc/procedures';
import { Command } from 'commander';
import { z } from 'zod';
import { EXIT, HubError } from '../../connection.js';
import type { Output } from '../../output.js';
import { inBoth } from '../../language.js';
import { open, procedureNamed, readable } from './procedures.js';

export function simulateCommand(output: Output): Command {
  return new Command('simulate')
    .description('replay tickets under another procedure: what would have been late, escalated or decided otherwise')
    .argument('<before>', 'procedure id, or id@version')
    .argument('<after>', 'procedure id, or id@version')
    .option('--tickets <file>', 'a line of JSON for each ticket: {"id", "facts": [{"fact", "recordedAt", "set"}]}')
    .option('--dir <dir>', 'a folder with further procedures')
    .option(
      '--at <instant>',
      'the time at which it is asked, such as 2026-12-01T00:00:00+08:00; now if not said; the answer says which',
    )
    .addHelpText(
      'after',
      '\nWithout --tickets the worked examples of the first procedure are replayed.' +
        '\n\nExample:\n  hub procedures simulate telecom-group/handling telecom-group/hunan',
    )
    .action((before: string, after: string, options: Options) => {
      const book = open(options.dir);
      const was = procedureNamed(book.procedures, before);
      const is = procedureNamed(book.procedures, after);
      const tickets = options.tickets
        ? ticketsIn(options.tickets)
        : readable(() => playExamplesOf(book))
            .filter(({ played }) => played.procedure.basis.id === was.basis.id)
            .map(({ name, played }): PastTicket => ({ id: name, facts: played.facts }));
      const found = simulate(was, is, tickets, instant(options.at));
      const text = inBoth((language) => tellSimulation(found, { before: was, after: is }, language).join('\n'));
      output.print(text, {
        ...found,
        askedAt: new Date(found.askedAt).toISOString(),
      });
    });
}

interface Options {
  tickets?: string;
  dir?: string;
  at?: string;
}

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Ticket = z.object({
  id: z.string().min(1),
  facts: z
    .array(
      z
        .looseObject({
          fact: z.string().min(1),
          recordedAt: Instant,
          occurredAt: Instant.optional(),
          receivedAt: Instant.optional(),
          askedAt: Instant.optional(),
          until: Instant.optional(),
        })
        .transform(({ occurredAt, ...fact }) => ({ ...fact, occurredAt: occurredAt ?? fact.recordedAt })),
    )
    .min(1),
});

function instant(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const read = Instant.safeParse(text);
  if (!read.success) {
    const form = '2026-12-01T00:00:00+08:00';
    throw new HubError(
      { zh: `--at “${text}”不是 ${form} 这样的时刻`, en: `--at "${text}" is no instant such as ${form}` },
      EXIT.usage,
    );
  }
  return read.data;
}

function ticketsIn(file: string): PastTicket[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throw new HubError({ zh: `${file} 无法读取：${message}`, en: `cannot read ${file}: ${message}` }, EXIT.usage);
  }
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at: at + 1 }]));
  return lines.map(({ line, at }) => {
    const read = Ticket.safeParse(parsed(line));
    if (read.success) return read.data as PastTicket;
    const [issue] = read.error.issues;
    const field = issue!.path.join('.');
    const inChinese = Ticket.safeParse(parsed(line), { error: z.locales.zhCN().localeError }).error!.issues[0]!;
    throw new HubError(
      {
        zh: `${file}:${at}: ${field || '该行'}：${inChinese.message}`,
        en: `${file}:${at}: ${field || 'the line'}: ${issue!.message}`,
      },
      EXIT.usage,
    );
  });
}

/** What is no JSON at all is no ticket either; the schema says so, with the line. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
