export { startPostgres as default } from './stack.mjs';
