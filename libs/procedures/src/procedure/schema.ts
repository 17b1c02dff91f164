import { z } from 'zod';
import { CalendarId, IsoDate } from '../calendar/schema.js';
import { FieldEntry } from '../conditions/fields.js';
import { Name } from '../load/name.js';
import { ConventionsSaid } from '../time/conventions.js';
import { EventName, FieldName, ProcedureId, RoleId, StageId, VersionId, WordId } from './identifiers.js';
import { ActionEntry } from './sections/actions.js';
import { CallbackEntry } from './sections/callbacks.js';
import { CaseEntry } from './sections/cases.js';
import { ClockChange, ClockEntry } from './sections/clocks.js';
import { DecisionEntry } from './sections/decisions.js';
import { DutyEntry } from './sections/duties.js';
import { GapEntry } from './sections/gaps.js';
import { LookBackEntry } from './sections/look-backs.js';
import { list, table } from './sections/notation.js';
import { NumberingEntry } from './sections/numbering.js';
import { ChoiceEntry, OptionEntry } from './sections/options.js';
import { PartyEntry } from './sections/parties.js';
import { ProposalEntry } from './sections/proposals.js';
import { StageEntry } from './sections/stages.js';
import { RoleEntry } from './sections/vocabulary.js';

const Level = z.strictObject({ procedure: ProcedureId, version: VersionId });

const Version = z.strictObject({
  version: VersionId,
  inForceFrom: IsoDate.optional(),
  /** The last day it is in force. */
  inForceUntil: IsoDate.optional(),
  /** Only an overlay extends. Several: the widest first, each put on the one before it. */
  extends: z
    .union([Level, z.array(Level).min(1)], {
      error: "must be { procedure: id, version: 'name' }, or a list of such, the widest first",
    })
    .optional(),
  source: z.strictObject({ title: z.string().min(1), lines: z.string().min(1) }).optional(),
  calendar: CalendarId.optional(),
  conventions: ConventionsSaid,

  // The words that rules use.
  roles: table(RoleId, RoleEntry),
  events: table(EventName, Name),
  consequences: table(WordId, Name),
  documents: table(WordId, Name),
  fields: table(FieldName, FieldEntry),
  stages: table(StageId, StageEntry),

  // What the text leaves open between several readings, and what an overlay chooses.
  options: table(FieldName, OptionEntry),
  choose: table(FieldName, ChoiceEntry),

  // The rules.
  decisions: table(FieldName, DecisionEntry),
  clocks: list(ClockEntry),
  /** Clocks of what is extended that are otherwise here. */
  changes: list(ClockChange),
  actions: list(ActionEntry),
  callbacks: list(CallbackEntry),
  numbering: NumberingEntry.optional(),
  proposals: list(ProposalEntry),
  parties: list(PartyEntry),
  lookBacks: list(LookBackEntry),
  cases: list(CaseEntry),
  duties: list(DutyEntry),
  gaps: list(GapEntry),
});
export type Version = z.infer<typeof Version>;

/** A procedure (处理规程) as a file. Without `extends` it is literal: what its source says and nothing more. */
export const ProcedureFile = z.strictObject({
  id: ProcedureId,
  name: Name,
  versions: z.array(Version).min(1),
});
export type ProcedureFile = z.infer<typeof ProcedureFile>;
