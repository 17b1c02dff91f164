import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

interface OpenApi {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
}

const validator = new Ajv2020({ allErrors: true });
formats.default(validator);

/**
 * What an answer has that the service's published OpenAPI document does not describe, or lacks of what it promises;
 * `null` where the document describes no JSON for the route.
 */
export function objectionsTo(answer: unknown, to: { service: string; method: string; path: string }): string[] | null {
  const text = readFileSync(join(__dirname, `../../../docs/openapi/${to.service}.yaml`), 'utf8');
  const { paths } = parse(text) as OpenApi;
  const operation = paths[to.path.replaceAll(/:(\w+)/g, '{$1}')]?.[to.method.toLowerCase()];
  const [schema] = Object.entries(operation?.responses ?? {}).flatMap(([status, { content }]) => {
    const json = status.startsWith('2') && content?.['application/json']?.schema;
    return json ? [json] : [];
  });
  if (schema === undefined) return null;
  const fits = validator.compile(closed(schema) as object);
  fits(answer);
  return (fits.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** Lets no object hold more than is described. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner;
}
