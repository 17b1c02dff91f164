import { createRequire, Module } from 'node:module';

const require = createRequire(import.meta.url);

/** Puts a part of ours in the place of a module of kafkajs. Before kafkajs itself is loaded: it keeps what it finds then. */
export function replace(path: string, ours: unknown): void {
  const file = require.resolve(path);
  // Not loaded first and changed then: OpenTelemetry hands out what a file exported when it was first asked for.
  require.cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports: ours });
  // Jest lets nobody put a module into its registry, but changes one that is there.
  if (require(path) !== ours) require.cache[file]!.exports = ours;
  if (require(path) !== ours) throw new Error(`cannot take the place of ${path}`);
}
