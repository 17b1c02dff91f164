import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import { provenance } from './schema.js';
import { organisationsFolder } from './load.js';

/** A file of an organisation whose rules decide beside the procedures: decisions give its `basis` as their reason. */
export interface CitedFile {
  basis: string;
  version: string;
  file: string;
  text: string;
}

/** Every file of the organisations that a decision may cite: where work goes, who audits, what a topic may do. */
export function citedFiles(dir: string = organisationsFolder()): CitedFile[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => citedFile(join(dir, name)));
}

function citedFile(file: string): CitedFile[] {
  const text = readFileSync(file, 'utf8');
  const { data } = z.looseObject(provenance).safeParse(loadAll(text)[0]);
  return data ? [{ basis: data.basis, version: data.version, file, text }] : [];
}
