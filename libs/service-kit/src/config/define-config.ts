import { z } from 'zod';
import type { ServiceName } from '@cc/contracts';
import type { ServiceSettings } from './service-settings.js';

interface ConfigOptions {
  /** The service opens or makes sealed fields, so it must have the key ring. */
  sealing?: boolean;
  /** What SOURCES and DIVISIONS are when the variables are not set; from the organisation's data. */
  sources?: readonly string[];
  divisions?: readonly string[];
}

/** What a service reads from its environment: its own variables, and those that every service has. */
export interface ConfigDefinition<Own extends z.ZodObject = z.ZodObject> extends Required<ConfigOptions> {
  readonly service: ServiceName;
  readonly own: Own;
}

/** The values a service started with. */
export type ConfigOf<Definition extends ConfigDefinition> = z.output<Definition['own']> & ServiceSettings;

/**
 * Declares the environment of a service. The key `captureFile` is read from the variable `CAPTURE_FILE`, as text:
 * numbers and booleans need a schema that reads text (`z.coerce.number()`, `z.stringbool()`).
 * Mark secrets with `.meta({ secret: true })`, so that no error message shows them.
 */
export function defineConfig<Own extends z.ZodObject>(
  service: ServiceName,
  own: Own,
  options: ConfigOptions = {},
): ConfigDefinition<Own> {
  return { service, own, sealing: false, sources: [], divisions: [], ...options };
}
