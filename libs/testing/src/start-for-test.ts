import type { Type } from '@nestjs/common';
import type { Provider } from '@nestjs/common';
import type { ServiceUnderTest } from './service-under-test.js';

export interface TestStart {
  /** The time of day at the start; default 2026-11-24 10:00 in China, a Tuesday. */
  at?: Date | string;
  /** Variables of the service's own configuration. */
  env?: Record<string, string>;
  /** Providers to put in the place of the service's own. */
  replace?: Provider[];
}

/** Starts a service for a test: a fresh database, migrated; the in-memory broker; timers that stand still. */
export async function startForTest(_module: Type, _start: TestStart = {}): Promise<ServiceUnderTest> {
  throw new Error('not yet');
}
