import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { violationsOf } from '@cc/contracts';
import type { z } from 'zod';
import { Problem } from './problem.js';

/** A pipe that says what it takes, so that the printed description of the routes knows it too. */
export interface ZodPipe<Schema extends z.ZodType, Read> extends PipeTransform<unknown, Read> {
  readonly schema: Schema;
}

/** Names the contract of what the handler itself reads, because its answer says more than a pipe can. */
export const readByHandler = <Schema extends z.ZodType>(schema: Schema): ZodPipe<Schema, unknown> => ({
  schema,
  transform: (input) => input,
});

/** Checks and reads what came with a request: `@Body(zodBody(Schema)) body: z.output<typeof Schema>`; also `@Query`, `@Param`. */
export function zodBody<Schema extends z.ZodType>(schema: Schema): ZodPipe<Schema, z.output<Schema>> {
  return {
    schema,
    transform(input, metadata?: ArgumentMetadata) {
      const read = schema.safeParse(input);
      if (read.success) return read.data;
      throw new Problem({
        status: 422,
        type: 'invalid-input',
        title: { zh: '输入不合规则', en: 'Invalid input' },
        violations: violationsOf(read.error, input, schema).map((one) => ({
          ...one,
          field: nameOf(metadata) + one.field,
        })),
      });
    },
  };
}

/** One parameter of a path is no object: its name says where in the request it stood. */
const nameOf = (metadata: ArgumentMetadata | undefined) =>
  metadata?.type === 'param' && metadata.data !== undefined ? `/${metadata.data}` : '';
