export type { TokenName } from './access.js';
export { services, startPlatform, type Platform, type PlatformOptions } from './start-platform.js';
