import { join } from 'node:path';
import { demo } from './demo.js';
import { up } from './up.js';

const root = join(import.meta.dirname, '..', '..', '..');

await (process.argv[2] === 'up' ? up(root) : demo(root));
