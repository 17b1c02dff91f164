import { z } from 'zod';
import type { ConfigDefinition, ConfigOf } from './define-config.js';
import { serviceVariables, toSettings } from './service-variables.js';

export type Environment = Record<string, string | undefined>;

/** The environment is wrong; the message names every variable, what it holds, and what would be right. */
export class ConfigProblems extends Error {
  override name = 'ConfigProblems';

  constructor(service: string, problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`${service} cannot start: ${count} in its environment\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** Reads and checks the environment of a service. Throws `ConfigProblems` with all problems at once. */
export function loadConfig<Definition extends ConfigDefinition>(
  definition: Definition,
  environment: Environment,
): ConfigOf<Definition> {
  const { service, own } = definition;
  const schemas = [serviceVariables(definition), own];
  const reads = schemas.map((schema) => schema.safeParse(variablesOf(schema, environment)));
  const problems = reads.flatMap(({ error }, index) => problemsOf(schemas[index]!, error, environment));
  if (problems.length > 0) throw new ConfigProblems(service, problems);
  return { ...(reads[1]!.data as object), ...toSettings(service, reads[0]!.data!) } as ConfigOf<Definition>;
}

/** A variable set to nothing counts as not set, as shells and compose files leave them. */
const variablesOf = (schema: z.ZodObject, environment: Environment) =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name] || undefined]));

function problemsOf(schema: z.ZodObject, error: z.ZodError | undefined, environment: Environment): string[] {
  const byVariable = Map.groupBy(error?.issues ?? [], ({ path }) => String(path[0] ?? ''));
  return [...byVariable].map(([name, issues]) => {
    const { secret, description } = metaOf(schema.shape[name]);
    const right = description ? `; right is ${description}` : '';
    const value = environment[name];
    // What a schema says itself; what zod says of nothing is that it is nothing.
    const why = issues.flatMap(({ code, message }) => (code === 'custom' ? [message] : [])).join(', ');
    if (!value) return `${name || 'together'} is not set${why && `: ${why}`}${right}`;
    return `${name} is ${secret ? '(hidden)' : JSON.stringify(value)}: ${issues.map(({ message }) => message).join(', ')}${right}`;
  });
}

/** What a schema says about itself; `.default()` and the like wrap the schema that says it. */
function metaOf(schema: unknown): { secret?: boolean; description?: string } {
  if (!(schema instanceof z.ZodType)) return {};
  const inner = (schema.def as { innerType?: unknown }).innerType;
  return { ...metaOf(inner), ...(schema.meta() as { secret?: boolean; description?: string } | undefined) };
}
