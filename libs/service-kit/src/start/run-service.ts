import type { Type } from '@nestjs/common';

/** Starts a service from its environment and stops it on SIGTERM. The last line of every `main.ts`. */
export async function runService(_module: Type): Promise<void> {
  throw new Error('not yet');
}
