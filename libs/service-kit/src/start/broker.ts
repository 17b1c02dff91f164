/** Injects the broker of this process. */
export const BROKER = Symbol('broker');
