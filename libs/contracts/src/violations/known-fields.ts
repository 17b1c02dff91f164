import { z } from 'zod';
import { valueAt } from './shown-value.js';

/** The fields that the schema knows at a path of this input; empty where it is no object. */
export function knownFields(schema: z.ZodType, path: readonly PropertyKey[], input: unknown): string[] {
  let here: z.core.$ZodType | undefined = schema;
  for (let depth = 0; here; depth++) {
    here = chosen(bare(here), valueAt(input, path.slice(0, depth)));
    if (depth === path.length) break;
    here = below(here, path[depth]!);
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** Without optional, nullable, default and codec around it. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  let here = schema;
  for (;;) {
    const def = (here as z.ZodType).def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType };
    const inner = def.innerType ?? def.in;
    if (!inner) return here;
    here = inner;
  }
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
