import { join } from 'node:path';
import { loadKeywords } from './keywords.js';
import { Normaliser } from './normaliser.js';
import { loadRegions } from './region.js';
import { loadRisks } from './risk.js';

/** Found from the sources and from the built service alike. */
const DATA = join(import.meta.dirname, '../../data');

export function loadNormaliser(): Normaliser {
  return new Normaliser(loadRegions(DATA), loadKeywords(DATA), loadRisks(DATA));
}
