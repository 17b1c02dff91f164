import { ComplaintId } from '@cc/contracts';
import { pageCursor } from '@cc/service-kit';
import { z } from 'zod';

/** Where a page of clocks ended: due instant, complaint, clock. */
const Place = z.tuple([z.iso.datetime({ offset: true }), ComplaintId, z.string().min(1)]);
export type Place = z.infer<typeof Place>;

export const { Cursor, toCursor } = pageCursor(Place);
