import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf } from '@cc/service-kit';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { everyService } from './every-service.js';

type Node = Record<string, unknown>;

const folder = join(__dirname, '../../../docs/openapi');
const documents = readdirSync(folder).map((file) => ({
  file,
  document: parse(readFileSync(join(folder, file), 'utf8')) as Node,
}));

/** Everything that stands under a name, however deep. */
function allUnder(name: string, node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [...(key === name ? [value] : []), ...allUnder(name, value)]);
}

/** The schemas of Kafka's messages that a document refers to. */
const outside = (document: Node) => (allUnder('$ref', document) as string[]).filter((ref) => !ref.startsWith('#/'));

describe('The published OpenAPI documents', () => {
  it('are one for every service, and one for what all of them answer', () => {
    const services = everyService.map((module) => definitionOf(module).service);

    expect(documents.map(({ file }) => file).sort()).toEqual(
      [...services, 'every-service'].map((name) => `${name}.yaml`).sort(),
    );
  });

  it.each(documents)('fit the schema of OpenAPI 3.1, with all they refer to: $file', async ({ document }) => {
    const validator = new Validator();
    for (const ref of outside(document)) await validator.addSpecRef(join(folder, ref), ref);

    const { valid, errors } = await validator.validate(structuredClone(document));

    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each(documents)('hold only schemas that a strict validator takes: $file', ({ document }) => {
    const validator = new Ajv2020({ strict: true });
    formats.default(validator);
    const local = (schema: unknown) => !(schema as { $ref?: string }).$ref;
    const schemas = allUnder('schema', document).filter(local) as Node[];

    expect(schemas.length).toBeGreaterThan(0);
    for (const schema of schemas) expect(() => validator.compile(schema)).not.toThrow();
  });
});
