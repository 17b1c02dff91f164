import { z } from 'zod';
import { hasOneKey } from '../load/one-key.js';
import { Condition as ProcedureCondition } from '../conditions/condition.js';
import { Name } from '../load/name.js';
import { ProcedureId } from '../procedure/identifiers.js';
import { TimeZone } from '../load/time-zone.js';

/** Divisions, units and sources stand in topic names and scopes. */
export const DivisionId = z.string().regex(/^[a-z0-9-]{1,16}$/, 'must be 1 to 16 of a-z, 0-9 and -');
const Id = DivisionId;
export const RuleId = z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and -');
/** What the rules of a file give as the reason of their answers, beside their own name. */
export const provenance = {
  basis: z.string().min(1),
  version: z.string().min(1),
  source: z.string().min(1),
};
const CategoryCode = z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and -');

export const OrganisationFile = z.strictObject({
  id: Id,
  name: Name,
  timeZone: TimeZone,
  pauseReasons: z.array(z.strictObject({ code: RuleId, name: Name })),
  /**
   * Which procedures a complaint falls under, the first to answer first. Where one of them extends another, only the
   * narrower applies.
   */
  procedures: z.array(z.strictObject({ procedure: ProcedureId, when: ProcedureCondition.optional() })).min(1),
});

const UnitEntry = z.strictObject({
  id: Id,
  name: Name,
  kind: z.enum(['centre', 'city', 'department', 'team']),
  superior: Id.optional(),
});

const DivisionEntry = z.strictObject({
  id: Id,
  kind: z.enum(['group', 'centre', 'province', 'professional']),
  name: Name,
  fallbackUnit: Id.optional(),
  units: z.array(UnitEntry).default([]),
});

export const DivisionsFile = z.strictObject({
  divisions: z.array(DivisionEntry).min(1),
  everyProvince: z.strictObject({ fallbackUnit: Id, units: z.array(UnitEntry).min(1) }),
});
export type DivisionsFile = z.infer<typeof DivisionsFile>;

export const ProvinceFile = z.strictObject({ division: Id, units: z.array(UnitEntry).min(1) });
export type ProvinceFile = z.infer<typeof ProvinceFile>;

const ChannelLevel = z.enum(['province', 'group', 'appeal']);

export const SourcesFile = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        division: Id,
        channelLevel: ChannelLevel,
        /** It hands in complaints of the past (历史投诉), of any division. */
        imports: z.boolean().default(false),
      }),
    )
    .min(1),
});
export type SourcesFile = z.infer<typeof SourcesFile>;

interface CategoryEntry {
  code: string;
  number?: string | undefined;
  name: z.infer<typeof Name>;
  aliases: string[];
  children: CategoryEntry[];
}
const CategoryEntry: z.ZodType<CategoryEntry> = z.strictObject({
  code: CategoryCode,
  number: z
    .string()
    .regex(/^(?!00)\d{2}$/, 'must be two digits, and not 00')
    .optional(),
  name: Name,
  aliases: z.array(z.string().min(1)).default([]),
  children: z.array(z.lazy(() => CategoryEntry)).default([]),
});
export const CategoriesFile = z.strictObject({
  /** What each level says, where classes have a unified code; no class is deeper. */
  levels: z.array(Name).min(1).max(7).optional(),
  categories: z.array(CategoryEntry).min(1),
});
export type CategoriesFile = z.infer<typeof CategoriesFile>;

/** Exactly one of its keys; a list holds when the work has one of its values. */
export interface Condition {
  all?: Condition[] | undefined;
  any?: Condition[] | undefined;
  not?: Condition | undefined;
  category?: string[] | undefined;
  channelLevel?: z.infer<typeof ChannelLevel>[] | undefined;
  customerLevel?: string[] | undefined;
  sourceDivision?: string[] | undefined;
}
const oneOf = <T extends z.ZodType>(value: T) => z.array(value).min(1).optional();
const Condition: z.ZodType<Condition> = z
  .strictObject({
    all: oneOf(z.lazy(() => Condition)),
    any: oneOf(z.lazy(() => Condition)),
    not: z.lazy(() => Condition).optional(),
    category: oneOf(CategoryCode),
    channelLevel: oneOf(ChannelLevel),
    customerLevel: oneOf(z.string()),
    sourceDivision: oneOf(Id),
  })
  .refine(hasOneKey, 'must hold exactly one predicate; join several with all, any or not');

const Region = z.enum(['homeRegion', 'numberRegion', 'faultRegion']);
const Regions = z.array(Region).min(1);
const onlyOne = 'must name exactly one target';

const DivisionTarget = z
  .strictObject({
    division: Id.optional(),
    /** The province of the first of these places that is known. */
    provinceOf: Regions.optional(),
    sourceDivision: z.literal(true).optional(),
  })
  .refine(hasOneKey, onlyOne);
export type DivisionTarget = z.infer<typeof DivisionTarget>;

const UnitTarget = z
  .strictObject({
    unit: Id.optional(),
    /** The branch at the first of these places that is known. */
    cityOf: Regions.optional(),
    fallback: z.literal(true).optional(),
  })
  .refine(hasOneKey, onlyOne);
export type UnitTarget = z.infer<typeof UnitTarget>;

const rules = <T extends z.ZodType>(to: T) =>
  z.array(z.strictObject({ rule: RuleId, when: Condition.optional(), to })).min(1);

export const DispatchFile = z.strictObject({
  ...provenance,
  divisions: rules(DivisionTarget),
  units: rules(UnitTarget),
  afterReturn: z.strictObject({ rule: RuleId }),
});
export type DispatchFile = z.infer<typeof DispatchFile>;
