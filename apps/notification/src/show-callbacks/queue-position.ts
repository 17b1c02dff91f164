import { pageCursor } from '@cc/service-kit';
import { z } from 'zod';
import type { QueuePosition } from './queue-callbacks.js';

const { Cursor, toCursor } = pageCursor<QueuePosition>(
  z.object({ dueAt: z.union([z.iso.datetime(), z.literal('infinity')]), callbackId: z.uuid() }),
);

export { Cursor };

export const cursorAfter = ({ dueAt, callbackId }: { dueAt: Date | null; callbackId: string }): string =>
  toCursor({ dueAt: dueAt?.toISOString() ?? 'infinity', callbackId });
