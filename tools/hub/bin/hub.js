#!/usr/bin/env node
// Committed, because npm links commands when it installs, which is before anything is compiled.
import { existsSync } from 'node:fs';

// kafkajs 2.2.4 sets a negative timer at every start, which Node 24 prints (tulios/kafkajs#1751).
const { emitWarning } = process;
process.emitWarning = (warning, ...rest) =>
  rest[0] === 'TimeoutNegativeWarning' ? undefined : emitWarning.call(process, warning, ...rest);

const compiled = new URL('../dist/main.js', import.meta.url);

if (existsSync(compiled)) await import(compiled.href);
else {
  console.error('hub is not compiled yet: run `make build` first');
  process.exitCode = 2;
}
