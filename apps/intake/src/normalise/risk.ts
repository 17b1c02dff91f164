import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';

const RiskWords = z.record(z.string(), z.array(z.string().min(2)).min(1));

/** 风险标识: what in a complaint's words may become a risk. Prefers a false alarm to a missed one: a person reads it anyway. */
export class Risks {
  private readonly pattern: RegExp;
  private readonly flagOf = new Map<string, string>();

  constructor(words: Record<string, readonly string[]>) {
    for (const [flag, all] of Object.entries(words)) for (const word of all) this.flagOf.set(word.toLowerCase(), flag);
    // Longer words first: of two that begin alike the regular expression takes the first.
    const longestFirst = [...this.flagOf.keys()].sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  }

  /** The flags, each once, in alphabetical order. `text` is half-width. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [word] of text.toLowerCase().matchAll(this.pattern)) found.add(this.flagOf.get(word)!);
    return [...found].sort();
  }
}

export function loadRisks(dataDir: string): Risks {
  return new Risks(RiskWords.parse(load(readFileSync(join(dataDir, 'risk-words.yaml'), 'utf8'))));
}
