import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { hubProgram } from './program.js';

const root = join(import.meta.dirname, '..', '..', '..');
const pages = [
  'README.md',
  'k8s/README.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

interface Found {
  page: string;
  text: string;
}

/** What stands in code: in a block, a line each and those that go on joined; in a sentence, between its marks. */
function codeOf(page: string): Found[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```\w*\n([^]*?)```/g)].flatMap(([, block]) =>
    block!.replaceAll('\\\n', ' ').split('\n'),
  );
  const spans = [...text.replaceAll(/```[^]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, span]) => span!);
  return [...blocks, ...spans].map((each) => ({ page, text: each }));
}

const code = pages.flatMap(codeOf);
/** Each call of hub in a line, wherever it stands in it: `hub topics create && hub access apply | tee log` has two. */
const callsIn = (text: string): string[][] =>
  text
    .split(/ #/)[0]!
    .split(/ (?:&&|\|\|?|>) |; /)
    .flatMap((part) => /^(?:npx )?hub (.*)$/.exec(part.trim())?.[1] ?? [])
    .map((words) => [...words.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word));

const commands = code.flatMap(({ page, text }) => callsIn(text).map((words) => ({ page, words })));

/** Null where hub has this command and takes these options; else what it has not. */
function unknownIn(words: readonly string[]): string | null {
  let command: Command = hubProgram({});
  const program = command;
  let left = [...words];
  for (let below; (below = command.commands.find((each) => each.name() === left[0])); left = left.slice(1))
    command = below;
  const known = [...command.options, ...program.options].flatMap(({ long, short }) => [long, short]);
  const unknown = left.find((word) => word.startsWith('-') && word !== '--help' && !known.includes(word));
  if (unknown !== undefined) return unknown;
  const [first] = left;
  const takesNone = command.registeredArguments.length === 0;
  return takesNone && first !== undefined && !first.startsWith('-') ? first : null;
}

it('documents only commands and options that hub has', () => {
  const wrong = commands.flatMap(({ page, words }) => {
    const unknown = unknownIn(words);
    return unknown === null ? [] : [`${page}: hub ${words.join(' ')}: there is no ${unknown}`];
  });

  expect(commands.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it('notices a command and an option that there is not', () => {
  expect(unknownIn(['reports', 'verfy'])).toBe('verfy');
  expect(unknownIn(['story', 'TS1', '--langs', 'en'])).toBe('--langs');
  expect(unknownIn(['story', 'TS1', '--lang', 'en'])).toBeNull();
});

it('reads every call of a line, not the first alone', () => {
  expect(callsIn('make build && npx hub topics create || hub status | hub reports verfy > out # hub no')).toEqual([
    ['topics', 'create'],
    ['status'],
    ['reports', 'verfy'],
  ]);
});

/** `/complaints/<id>/clocks` is `/complaints/:complaintId/clocks`. */
const isRoute = (method: string, path: string, routes: readonly (readonly [string, string])[]) =>
  routes.some(([of, route]) => {
    const [steps, at] = [route.split('/'), path.split('/')];
    return (
      of === method && steps.length === at.length && steps.every((step, n) => step.startsWith(':') || step === at[n])
    );
  });

it('documents only routes that docs/routes.md has', () => {
  const list = readFileSync(join(root, 'docs', 'routes.md'), 'utf8');
  const routes = [...list.matchAll(/^\| (GET|POST) +\| `([^`]+)`/gm)].map(
    ([, method, path]) => [method!, path!] as const,
  );
  const named = code.flatMap(({ page, text }) => {
    const found = /^(GET|POST) (\/[^ ?]*)/.exec(text);
    return found ? [{ page, method: found[1]!, path: found[2]! }] : [];
  });

  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ method, path }) => !isRoute(method, path, routes))).toEqual([]);
});
