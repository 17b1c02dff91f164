import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { definitionOf, kitControllers, printRoutes } from '@cc/service-kit';
import { format } from 'prettier';
import { stringify } from 'yaml';
import { answersIn } from './answers.js';
import { everyService } from './every-service.js';
import { openapi, type Routes } from './openapi.js';

const root = join(import.meta.dirname, '../../..');
const docs = join(root, 'docs');
/** Holds generated documents and nothing else. */
const OPENAPI = 'openapi';
const GENERATED = '# Generated from the controllers by `npm run generate`; change the code, not this file.';

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const answers = answersIn(root);
const parts: Routes[] = [
  ...everyService.map((module) => {
    const { service, controllers = [] } = definitionOf(module);
    return { title: service, controllers, folder: `apps/${service}` };
  }),
  { title: 'every-service', controllers: kitControllers, folder: 'libs/service-kit' },
];

const wanted = new Map<string, string>();
const layout = { singleQuote: true, printWidth: 120 };
wanted.set('routes.md', await format(printRoutes(everyService), { ...layout, parser: 'markdown' }));
for (const part of parts) {
  const text = `${GENERATED}\n${stringify(openapi(part, answers, version), { aliasDuplicateObjects: false })}`;
  wanted.set(`${OPENAPI}/${part.title}.yaml`, await format(text, { ...layout, parser: 'yaml' }));
}

await mkdir(join(docs, OPENAPI), { recursive: true });
const left = (await readdir(join(docs, OPENAPI)))
  .map((name) => `${OPENAPI}/${name}`)
  .filter((path) => !wanted.has(path));

if (!process.argv.includes('--check')) {
  for (const path of left) await rm(join(docs, path));
  for (const [path, text] of wanted) await writeFile(join(docs, path), text);
  console.log(`docs/routes.md and ${parts.length} documents of docs/${OPENAPI} written`);
} else {
  const stale = [...left];
  for (const [path, text] of wanted) {
    const found = await readFile(join(docs, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found !== text) stale.push(path);
  }
  if (stale.length === 0) console.log(`docs/routes.md and ${parts.length} documents of docs/${OPENAPI} are current`);
  else {
    console.error(stale.map((path) => `docs/${path} is missing, stale or left over`).join('\n'));
    console.error('Run: npm run build && npm run generate');
    process.exitCode = 1;
  }
}
