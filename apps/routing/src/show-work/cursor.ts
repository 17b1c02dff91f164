import { pageCursor } from '@cc/service-kit';
import { z } from 'zod';

/** Where a page of the queue ended: due time (null stands last) and complaint. */
const Place = z.object({ dueAt: z.iso.datetime({ offset: true }).nullable(), complaintId: z.uuid() });
export type Place = z.infer<typeof Place>;

export const { Cursor, toCursor } = pageCursor(Place);
