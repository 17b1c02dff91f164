import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { load } from 'js-yaml';
import { z } from 'zod';

const Vocabulary = z.record(z.string(), z.array(z.string()));

/** Its text, read once and let go: the package's own module would keep it for ever, with a file of frequencies that nothing here uses. */
const DICTIONARY = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');

/** What a complaint is about is said early; the rest repeats it. */
const READ = 600;
const MOST = 12;

/**
 * 关键词: the words of our vocabulary that a text holds. Only those: keywords travel in clear to every service, and a word
 * cut freely out of a complaint may be a person's name. The text is segmented first, so that 微信号码 does not hold 信号.
 */
export class Keywords {
  /** The dictionary takes a third of a second and 40 MB, so it is loaded when the first text comes. */
  private jieba: Jieba | undefined;
  private readonly canonical = new Map<string, string>();

  constructor(vocabulary: Record<string, readonly string[]>) {
    for (const [keyword, synonyms] of Object.entries(vocabulary)) {
      for (const word of [keyword, ...synonyms]) this.canonical.set(word.toLowerCase(), keyword);
    }
  }

  /** The most frequent first, at most twelve. `text` is half-width. */
  in(text: string): string[] {
    const counts = new Map<string, number>();
    for (const word of this.segmenter().cut(text.slice(0, READ).toLowerCase(), false)) {
      const keyword = this.canonical.get(word);
      if (keyword !== undefined) counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST)
      .map(([keyword]) => keyword);
  }

  private segmenter(): Jieba {
    if (this.jieba) return this.jieba;
    this.jieba = Jieba.withDict(readFileSync(DICTIONARY));
    // A frequency above any word of the dictionary: our words stay whole.
    this.jieba.loadDict(Buffer.from([...this.canonical.keys()].map((word) => `${word} 1000000 n\n`).join('')));
    return this.jieba;
  }
}

export function loadKeywords(dataDir: string): Keywords {
  return new Keywords(Vocabulary.parse(load(readFileSync(join(dataDir, 'keywords.yaml'), 'utf8'))));
}
