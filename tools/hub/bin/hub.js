#!/usr/bin/env node
// Committed, because npm links commands when it installs, which is before anything is compiled.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/main.js', import.meta.url);

if (existsSync(compiled)) await import(compiled.href);
else {
  console.error('hub is not compiled yet: run `make build` first');
  process.exitCode = 2;
}
