import { z } from 'zod';

/** JSON Schema (draft 2020-12) of what stands on the wire under a type. */
export function jsonSchemaOf(type: string, schema: z.ZodType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    // `format` says it; zod's pattern beside it is 300 characters that nobody reads.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
    },
  });
  return { $schema, $id: `urn:complaints:${type}`, title: type, ...rest };
}
