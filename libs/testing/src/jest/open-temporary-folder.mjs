export { openTemporaryFolder as default } from './temporary-folder.mjs';
