import { z } from 'zod';
import { valueAt } from './shown-value.js';

/** The schema that this input's value at a path must fit; undefined where the path leaves the schema. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): z.ZodType | undefined {
  let here: z.core.$ZodType | undefined = schema;
  path.forEach((step, depth) => {
    here = below(here && chosen(bare(here), valueAt(input, path.slice(0, depth))), step);
  });
  return here as z.ZodType | undefined;
}

/** The fields that may stand at a path of this input; empty where no object may. */
export function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): string[] {
  const here = schemaAt(schema, path, input);
  const object = here && chosen(bare(here), valueAt(input, path));
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** Without optional, nullable, default and codec around it. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType, in: encoded } = (schema as z.ZodType).def as { innerType?: z.ZodType; in?: z.ZodType };
  const inner = innerType ?? encoded;
  return inner ? bare(inner) : schema;
}

/** The option of a discriminated union that this value asks for. */
function chosen(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator, options } = schema.def;
  const wanted = valueAt(value, [discriminator]);
  return options
    .map(bare)
    .find((option) => option instanceof z.ZodObject && option.shape[discriminator].safeParse(wanted).success);
}

function below(schema: z.core.$ZodType | undefined, step: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, step) ? schema.shape[String(step)] : undefined;
  if (schema instanceof z.ZodArray) return schema.def.element;
  return undefined;
}
