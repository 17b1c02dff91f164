/** Connections stand, code is compiled and statements are prepared after a tenth of what is to be carried. */
export const tenthOf = (count: number): number => Math.ceil(count / 10);
