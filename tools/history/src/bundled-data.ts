import { join } from 'node:path';

const data = join(import.meta.dirname, '..', 'data');

/** Organisations and mappings that we bring for exports that are public; the same folders from `src` and from `dist`. */
export const bundledData = { organisations: join(data, 'organisations'), mappings: join(data, 'mappings') };
