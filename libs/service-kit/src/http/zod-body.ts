import type { PipeTransform } from '@nestjs/common';
import { violationsOf } from '@cc/contracts';
import type { z } from 'zod';
import { Problem } from './problem.js';

/** Checks and reads what came with a request: `@Body(zodBody(Schema)) body: z.output<typeof Schema>`; also `@Query`, `@Param`. */
export function zodBody<Schema extends z.ZodType>(schema: Schema): PipeTransform<unknown, z.output<Schema>> {
  return {
    transform(input) {
      const read = schema.safeParse(input);
      if (read.success) return read.data;
      throw new Problem({
        status: 422,
        type: 'invalid-input',
        title: { zh: '输入不合规则', en: 'Invalid input' },
        violations: violationsOf(read.error, input, schema),
      });
    },
  };
}
