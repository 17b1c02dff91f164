import type { AskedExtension } from '../ticket.entity.js';

/** 延期待批, as the queue needs it: for what, until when, who asked and under which code. What was written stands sealed elsewhere. */
export const shownExtension = (asked: AskedExtension | null) => {
  if (asked === null) return null;
  const { submittedBy: _, contentId: __, clockId: clock, ...shown } = asked;
  return { clock, ...shown };
};
