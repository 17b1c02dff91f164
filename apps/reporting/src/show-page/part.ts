import { createHash } from 'node:crypto';
import type { Html } from './html.js';

/** A piece of a page that is replaced when it changes; its element has this id. */
export interface Part {
  id: string;
  html: Html;
}

/** Names what parts say: the same words have the same version, whichever instance wrote them. */
export function versionOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const { id, html } of parts) hash.update(`${id}\0${html.text}\0`);
  return hash.digest('base64url').slice(0, 22);
}
