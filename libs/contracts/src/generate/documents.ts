import { format } from 'prettier';
import { everySchema } from '../everything.js';
import { flowPage } from './flow-page.js';
import { jsonSchemaOf } from './json-schema.js';

/** The folder that holds generated schemas and nothing else. */
export const SCHEMAS = 'schemas';

/** Every generated document by its path below `docs/`, laid out as `prettier` would. */
export async function documents(): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (const [type, schema] of Object.entries(everySchema)) {
    written.set(`${SCHEMAS}/${type}.json`, await laidOut(JSON.stringify(jsonSchemaOf(type, schema), null, 2), 'json'));
  }
  written.set('flow.md', await laidOut(flowPage(), 'markdown'));
  return written;
}

const laidOut = (text: string, parser: 'json' | 'markdown') =>
  format(text, { parser, singleQuote: true, printWidth: 120 });
