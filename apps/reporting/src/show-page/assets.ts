import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Asset {
  type: string;
  body: Buffer;
  tag: string;
}

const root = join(import.meta.dirname, '..', '..');

const FILES: Record<string, { type: string; path: string }> = {
  'page.css': { type: 'text/css; charset=utf-8', path: 'assets/page.css' },
  'china.svg': { type: 'image/svg+xml', path: 'assets/china.svg' },
  'icon.svg': { type: 'image/svg+xml', path: 'assets/icon.svg' },
  'live.js': { type: 'text/javascript; charset=utf-8', path: 'dist/web/live.js' },
  'patch.js': { type: 'text/javascript; charset=utf-8', path: 'dist/web/patch.js' },
};

export const ASSETS = Object.keys(FILES);
const read = new Map<string, Asset>();

/** What pages are made of beside their HTML; read once. */
export function asset(name: string): Asset {
  const kept = read.get(name);
  if (kept) return kept;
  const { type, path } = FILES[name]!;
  const body = readFileSync(join(root, path));
  const found = { type, body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` };
  read.set(name, found);
  return found;
}
