import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documents, SCHEMAS } from './documents.js';

const docs = join(import.meta.dirname, '../../../../docs');

const wanted = await documents();
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
