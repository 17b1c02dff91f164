#!/usr/bin/env node
// Committed, because npm links commands when it installs, which is before anything is compiled.
import '../dist/main.js';
