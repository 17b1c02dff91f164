import { conformance } from './conformance.fixture.js';
import { openInMemory } from './in-memory.fixture.js';

conformance('the in-memory broker', openInMemory);
