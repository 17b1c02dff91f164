import type { z } from 'zod';
import type { CaseId, ComplaintId } from './ids.js';

/** Who an event belongs to; on every event as CloudEvents extension attributes. */
export interface Scope {
  organisation: string;
  division: string;
  unit: string | null;
}

/** Where a record goes: its topic, and the key that fixes its partition and its place in order. */
export interface Route {
  topic: string;
  key: string;
}

/** A kind of event: its name on the wire and its schema, declared once and kept for ever. */
export interface EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly schema: Schema;
  /** The topic inside that holds it; left out of what goes to a topic of a party outside. */
  readonly journal?: Journal;
  route(about: Scope & { data: z.output<Schema> }): Route;
}

/** The data of an event as code sees it: instants are `Date`. */
export type DataOf<Definition> = Definition extends EventDefinition<string, infer Schema> ? z.output<Schema> : never;

/** The journal (总账): every fact and request about a complaint, in one order per complaint. */
export const FACTS = 'complaints.facts';
/** Facts over many complaints: mass complaints, major risks. Key: the case. */
export const CASES = 'complaints.cases';
/** Organisations, procedures, calendars and rosters; compacted. */
export const REFERENCE = 'complaints.reference';

export type Journal = typeof FACTS | typeof CASES;

/** Declares a fact or request of one complaint's stream. */
export function defineEvent<
  const Type extends `${string}.v${number}`,
  Schema extends z.ZodType<{ complaintId: ComplaintId }>,
>(type: Type, schema: Schema): EventDefinition<Type, Schema> {
  return { type, schema, journal: FACTS, route: ({ data }) => ({ topic: FACTS, key: data.complaintId }) };
}

/** Declares a fact of one case's stream. */
export function defineCaseFact<const Type extends `${string}.v${number}`, Schema extends z.ZodType<{ caseId: CaseId }>>(
  type: Type,
  schema: Schema,
): EventDefinition<Type, Schema> {
  return { type, schema, journal: CASES, route: ({ data }) => ({ topic: CASES, key: data.caseId }) };
}

/** Declares a message to a party outside; each party reads a topic of its own, so that the broker can guard it. */
export function defineEdgeMessage<const Type extends `${string}.v${number}`, Schema extends z.ZodType>(
  type: Type,
  schema: Schema,
  route: EventDefinition<Type, Schema>['route'],
): EventDefinition<Type, Schema> {
  return { type, schema, route };
}
