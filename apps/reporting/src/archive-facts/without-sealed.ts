import { Sealed, type EventDefinition } from '@cc/contracts';
import { z } from 'zod';

/** The names of a definition's sealed fields: personal data and complaint text, which the archive must not hold. */
export function sealedFieldsOf(definition: EventDefinition): string[] {
  if (!(definition.schema instanceof z.ZodObject)) return [];
  return Object.entries(definition.schema.shape).flatMap(([name, field]) => (isSealed(field) ? [name] : []));
}

function isSealed(field: unknown): boolean {
  if (field === Sealed) return true;
  return field instanceof z.ZodNullable || field instanceof z.ZodOptional ? isSealed(field.unwrap()) : false;
}

/** The same data without the fields named. */
export function without(fields: readonly string[], data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !fields.includes(name)));
}
