export { createTopics } from './create-topics.js';
