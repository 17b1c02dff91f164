import { z } from 'zod';
import { CalendarId, IsoDate } from '../calendar/schema.js';
import { Condition } from '../conditions/condition.js';
import { FieldEntry } from '../conditions/fields.js';
import { Name } from '../load/name.js';
import { ConventionsSaid } from '../time/conventions.js';
import { LimitEntry } from '../time/limit.js';
import { Recurrence } from '../time/recurring.js';
import { origin } from './citation.js';
import { ClockChange, ClockEntry, RuleId } from './clock-entry.js';

export const ProcedureId = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/, 'must be such as name or group/name');
export const VersionId = z.string().regex(/^[A-Za-z0-9.-]+$/, 'must be of letters, digits, dots and -');

const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be such as customerLevel');
const EventName = z.string().regex(/^[a-z]+(\.[a-zA-Z]+)+$/, 'must be such as handling.finished');
const RoleId = z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and -');
const list = <T extends z.ZodType>(entry: T) => z.array(entry).default([]);
const table = <K extends z.core.$ZodRecordKey, T extends z.ZodType>(key: K, entry: T) =>
  z.record(key, entry).default({} as never);

/** Who may owe a clock or be told, and which part of the platform stands for it. */
const Role = z.strictObject({
  name: Name,
  owns: z.enum(['acceptingUnit', 'handlingUnit', 'division', 'organisation']).optional(),
  of: z.enum(['unit', 'superiorUnit', 'division', 'group']).optional(),
});

/** One answer of a decision; the first rule that fits gives it. */
const DecisionRule = z
  .strictObject({
    rule: RuleId,
    ...origin,
    when: Condition.optional(),
    is: z.union([z.string().min(1), z.boolean()]).optional(),
    /** Named by the text, not defined. */
    notConfigured: z.literal(true).optional(),
  })
  .refine(({ is, notConfigured }) => (is === undefined) !== (notConfigured === undefined), {
    error: 'must say either what it is, or notConfigured: true',
  });
export type DecisionRule = z.infer<typeof DecisionRule>;

/** A question the procedure answers from fields: class, nature, acceptance, what a further contact means. */
const Decision = z.strictObject({
  name: Name,
  rules: z.array(DecisionRule).min(1),
  /** Whether an overlay may answer before these rules do. */
  below: z.enum(['nothing', 'replace']).optional(),
});
export type Decision = z.infer<typeof Decision>;

/** A rule over many tickets: how many with the same key within a window make a flag true. */
const LookBack = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  /** The flag it answers, for conditions and decisions. */
  sets: FieldName,
  key: z.array(FieldName).min(1),
  /** The event of the earlier ticket from which the window counts. */
  from: z.string(),
  within: LimitEntry,
  conventions: ConventionsSaid,
  when: Condition.optional(),
  atLeast: z.int().positive(),
  /** Whether the ticket itself is one of those counted. */
  countsItself: z.boolean(),
  /** Count no two with the same value of this field. */
  distinct: FieldName.optional(),
});
export type LookBack = z.infer<typeof LookBack>;

/** A report or another duty that falls due with the calendar, not with a ticket. */
const Duty = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  owner: RoleId,
  due: z.array(Recurrence).min(1),
  conventions: ConventionsSaid,
});
export type Duty = z.infer<typeof Duty>;

/** What the text names without defining it, where no rule could say so. */
const Gap = z.strictObject({ rule: RuleId, name: Name, ...origin });
export type Gap = z.infer<typeof Gap>;

const Version = z.strictObject({
  version: VersionId,
  inForceFrom: IsoDate.optional(),
  /** The last day it is in force. */
  inForceUntil: IsoDate.optional(),
  /** Only an overlay extends. */
  extends: z.strictObject({ procedure: ProcedureId, version: VersionId }).optional(),
  source: z.strictObject({ title: z.string().min(1), lines: z.string().min(1) }).optional(),
  calendar: CalendarId.optional(),
  conventions: ConventionsSaid,
  roles: table(RoleId, Role),
  events: table(EventName, Name),
  consequences: table(RoleId, Name),
  fields: table(FieldName, FieldEntry),
  decisions: table(FieldName, Decision),
  clocks: list(ClockEntry),
  /** Clocks of what is extended that are otherwise here. */
  changes: list(ClockChange),
  lookBacks: list(LookBack),
  duties: list(Duty),
  gaps: list(Gap),
});
export type Version = z.infer<typeof Version>;

/** A procedure (处理规程) as a file. Without `extends` it is literal: what its source says and nothing more. */
export const ProcedureFile = z.strictObject({
  id: ProcedureId,
  name: Name,
  versions: z.array(Version).min(1),
});
export type ProcedureFile = z.infer<typeof ProcedureFile>;
