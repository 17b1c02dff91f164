export type * from './answer.js';
export type * from './organisation.js';
export type * from './procedures.js';
export type * from './timeline.js';
