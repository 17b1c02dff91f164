// Turns definitions of custom resources into the JSON Schemas that kubeconform reads, one file a kind and version.
// With --kubernetes: mends the references of the schemas that come with kubernetes-validate.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const [from, to, ...more] = process.argv.slice(2);
if (more.includes('--kubernetes')) kubernetes();
else definitions();

function definitions() {
  for (const file of readdirSync(from).filter((name) => name.endsWith('.yaml'))) {
    for (const document of parseAllDocuments(readFileSync(join(from, file), 'utf8'))) {
      const { group, names, versions } = document.toJS().spec;
      for (const { name, schema } of versions) {
        mkdirSync(join(to, group), { recursive: true });
        const path = join(to, group, `${names.kind.toLowerCase()}_${name}.json`);
        writeFileSync(path, JSON.stringify(strict(schema.openAPIV3Schema)));
      }
    }
  }
}

/** As the API server does it with unknown fields under strict validation: they are errors. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  if (inner['x-kubernetes-int-or-string']) return { anyOf: [{ type: 'integer' }, { type: 'string' }] };
  const closed =
    inner.type === 'object' &&
    inner.properties &&
    !('additionalProperties' in inner) &&
    !inner['x-kubernetes-preserve-unknown-fields'];
  return closed ? { ...inner, additionalProperties: false } : inner;
}

function kubernetes() {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((name) => name.endsWith('.json'))) {
    const { $id: _, ...schema } = JSON.parse(readFileSync(join(from, file), 'utf8'));
    writeFileSync(join(to, file), JSON.stringify(schema).replaceAll('/api/_definitions.json', '_definitions.json'));
  }
}
