import { format } from 'prettier';
import { stringify } from 'yaml';
import { everySchema } from '../everything.js';
import { accessPage } from './access-page.js';
import { asyncapi } from './asyncapi.js';
import { flowPage } from './flow-page.js';
import { jsonSchemaOf } from './json-schema.js';

/** The folder that holds generated schemas and nothing else. */
export const SCHEMAS = 'schemas';

/** Of the platform as a whole, and what the source says of each event and message. */
export interface About {
  version: string;
  comments: ReadonlyMap<string, string>;
}

/** Every generated document by its path below `docs/`, laid out as `prettier` would. */
export async function documents({ version, comments }: About): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (const [type, schema] of Object.entries(everySchema)) {
    written.set(`${SCHEMAS}/${type}.json`, await laidOut(JSON.stringify(jsonSchemaOf(type, schema), null, 2), 'json'));
  }
  written.set('access.md', await laidOut(accessPage(), 'markdown'));
  written.set('flow.md', await laidOut(flowPage(), 'markdown'));
  written.set('asyncapi.yaml', await laidOut(`${GENERATED}\n${stringify(asyncapi(version, comments))}`, 'yaml'));
  return written;
}

const GENERATED = '# Generated from libs/contracts by `npm run generate`; change the contracts, not this file.';

const laidOut = (text: string, parser: 'json' | 'markdown' | 'yaml') =>
  format(text, { parser, singleQuote: true, printWidth: 120 });
