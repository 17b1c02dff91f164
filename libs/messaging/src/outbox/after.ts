import type { DataOf, EventDefinition, Scope } from '@cc/contracts';
import type { Cause, Fact } from '../handling/handler.js';

/** The fact that follows a received event: it keeps the event's cause and scope, save what `scope` changes. */
export function after<Definition extends EventDefinition>(
  cause: Cause & Scope,
  data: DataOf<Definition>,
  scope: Partial<Scope> = {},
): Fact<Definition> {
  const { organisation, division, unit } = { ...cause, ...scope };
  return { organisation, division, unit, cause: { id: cause.id, traceparent: cause.traceparent }, data };
}
