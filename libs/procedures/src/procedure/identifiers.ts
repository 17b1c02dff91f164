import { z } from 'zod';

export const ProcedureId = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/, 'must be such as name or group/name');
export const VersionId = z.string().regex(/^[A-Za-z0-9.-]+$/, 'must be of letters, digits, dots and -');
export const RuleId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'must be of letters, digits, dots and -');
/** A rule of a level above; with its procedure in front where two levels have the same. */
export const RuleReference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./-]*$/, 'must be such as D1 or procedure/D1');
export const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be such as customerLevel');
export const EventName = z.string().regex(/^[a-z]+(\.[a-zA-Z]+)+$/, 'must be such as handling.finished');
export const RoleId = z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and -');
export const StageId = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'must be such as underReview or remedy-proposed');
export const ActionName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be such as approveRemedy');
/** Documents and consequences: forms, exhibits, measures by a name the procedure declares. */
export const WordId = RoleId;
