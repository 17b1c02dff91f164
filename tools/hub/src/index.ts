export { counted } from './counted.js';
export { createTopics } from './create-topics.js';
export { parties } from './parties.js';
export { placesOf, table } from './table.js';
export { imported } from './commands/import.js';
