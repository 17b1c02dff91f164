import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRoutes } from '@cc/service-kit';
import { format } from 'prettier';
import { everyService } from './every-service.js';

const path = join(import.meta.dirname, '../../../docs/routes.md');
const wanted = await format(printRoutes(everyService), { parser: 'markdown', printWidth: 120 });

if (!process.argv.includes('--check')) {
  await writeFile(path, wanted);
  console.log('docs/routes.md written');
} else if ((await readFile(path, 'utf8').catch(() => null)) === wanted) {
  console.log('docs/routes.md is current');
} else {
  console.error('docs/routes.md is missing or stale. Run: npm run build && npm run generate');
  process.exitCode = 1;
}
