import { MEASURES, measuresOf, type CountedData, type Measure } from './measures.js';

/** What a complaint is counted under; a refused submission never became one and is counted under `-`. */
export interface Dimensions {
  channel: string;
  channelLevel: string;
  class: string;
  nature: string;
}

export const UNKNOWN: Dimensions = { channel: '-', channelLevel: '-', class: '-', nature: '-' };

export interface CountedFact {
  organisation: string;
  division: string;
  type: string;
  /** Day in the organisation's time zone, `2026-11-24`. */
  day: string;
  dimensions: Dimensions;
  data: CountedData;
}

export interface CellIncrement extends Dimensions {
  organisation: string;
  division: string;
  day: string;
  counts: Record<Measure, number>;
}

/**
 * Sums what facts add, one increment a cell, in the order of the cells' keys: two transactions that touch the same
 * cells then lock them in the same order.
 */
export function countFacts(facts: readonly CountedFact[]): CellIncrement[] {
  const cells = new Map<string, CellIncrement>();
  for (const fact of facts) {
    const measures = measuresOf(fact.type, fact.data);
    if (measures.length === 0) continue;
    const { organisation, division, day, dimensions } = fact;
    const { channel, channelLevel, class: of, nature } = dimensions;
    const key = JSON.stringify([organisation, division, day, channel, channelLevel, of, nature]);
    const cell = cells.get(key) ?? { organisation, division, day, ...dimensions, counts: zero() };
    for (const measure of measures) cell.counts[measure]++;
    cells.set(key, cell);
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function zero(): Record<Measure, number> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Record<Measure, number>;
}
