/** What the rules answer, and the organisations as data. */
export const PROCEDURES = Symbol('PROCEDURES');
export const ORGANISATIONS = Symbol('ORGANISATIONS');
export const PROVIDER = Symbol('PROVIDER');
