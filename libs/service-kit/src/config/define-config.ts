import type { z } from 'zod';
import type { ServiceName } from '@cc/contracts';
import type { ServiceSettings } from './service-settings.js';

interface ConfigOptions {
  /** The service makes or opens sealed fields and hashes of numbers, so it must have the keys. */
  sealing?: boolean;
  /** People sign in to pages of the service. */
  signIn?: boolean;
  /** What LINGER_MS is when it is not set: how long records may gather where nobody waits for what becomes of them. */
  lingerMs?: number;
  /** Which data of the organisations the service decides by; told at the start and measured, since all must have the same. */
  organisations?: string;
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
 * Declares the environment of a service. A key is the variable's name; its schema reads text (`z.coerce.number()`,
 * `z.stringbool()`). What would be right is taken from `.describe()`; `.meta({ secret: true })` keeps a value out of
 * error messages.
 */
export function defineConfig<Own extends z.ZodObject>(
  service: ServiceName,
  own: Own,
  options: ConfigOptions = {},
): ConfigDefinition<Own> {
  return {
    service,
    own,
    sealing: false,
    signIn: false,
    lingerMs: 0,
    organisations: '',
    sources: [],
    divisions: [],
    ...options,
  };
}
