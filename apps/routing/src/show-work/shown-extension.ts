import type { AskedExtension } from '../ticket.entity.js';

/** 延期待批, as whoever decides needs it: for what, until when, who asked and why. */
export const shownExtension = (asked: AskedExtension | null) => {
  if (asked === null) return null;
  const { submittedBy: _, clockId: clock, ...shown } = asked;
  return { clock, ...shown };
};
