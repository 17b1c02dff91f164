import type { z } from 'zod';
import { Submission, SUBMISSION_TYPE } from './edge/submission.js';
import { WORK_ACTION_TYPE, WorkActionSubmitted } from './edge/work.js';
import type { EventDefinition } from './event.js';
import { flow } from './flow.js';

/** Every event and message that a service of ours sends, once each, in the order of the journey. */
export const everyDefinition: readonly EventDefinition[] = [
  ...new Set(Object.values(flow).flatMap(({ publishes, tells }): EventDefinition[] => [...publishes, ...tells])),
];

/** The schema of everything that travels, by its type on the wire; what parties outside send comes first. */
export const everySchema: Readonly<Record<string, z.ZodType>> = {
  [SUBMISSION_TYPE]: Submission,
  [WORK_ACTION_TYPE]: WorkActionSubmitted,
  ...Object.fromEntries(everyDefinition.map(({ type, schema }) => [type, schema])),
};
