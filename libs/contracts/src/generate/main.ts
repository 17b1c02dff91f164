import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docComments } from './doc-comments.js';
import { documents, SCHEMAS } from './documents.js';

const root = join(import.meta.dirname, '../../../..');
const docs = join(root, 'docs');

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const wanted = await documents({ version, comments: docComments(await sourceOf('journal', 'edge')) });
await mkdir(join(docs, SCHEMAS), { recursive: true });
const left = (await readdir(join(docs, SCHEMAS)))
  .map((name) => `${SCHEMAS}/${name}`)
  .filter((path) => !wanted.has(path));

if (process.argv.includes('--check')) {
  const stale = left.map((path) => `docs/${path} describes nothing any more`);
  for (const [path, text] of wanted) {
    const found = await readFile(join(docs, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (found !== text) stale.push(`docs/${path} ${found === null ? 'is missing' : 'is stale'}`);
  }
  if (stale.length > 0) {
    console.error([...stale, 'Run: npm run build && npm run generate'].join('\n'));
    process.exitCode = 1;
  } else {
    console.log(`${wanted.size} generated documents are current`);
  }
} else {
  for (const path of left) await rm(join(docs, path));
  for (const [path, text] of wanted) await writeFile(join(docs, path), text);
  console.log(`${wanted.size} documents written to docs/`);
}

async function sourceOf(...folders: string[]): Promise<string> {
  const texts: string[] = [];
  for (const folder of folders.map((name) => join(root, 'libs/contracts/src', name))) {
    for (const name of await readdir(folder)) texts.push(await readFile(join(folder, name), 'utf8'));
  }
  return texts.join('\n');
}
