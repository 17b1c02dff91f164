export { stopAll as default } from './stack.mjs';
