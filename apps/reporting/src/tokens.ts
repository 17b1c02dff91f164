export const ORGANISATIONS = Symbol('ORGANISATIONS');
