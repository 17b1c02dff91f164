import type { LocalisedText, Organisation } from '@cc/procedures';
import { categoryName } from '../category-name.js';
import { UNKNOWN } from '../count-facts/count-facts.js';
import { vocabulary } from '../tell-story/texts.js';

/** What the lines of a report can be about, one at a time. */
export const DIMENSIONS = ['division', 'day', 'month', 'channel', 'channel_level', 'class', 'nature'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A submission that was refused never became a complaint: it is counted, but has nothing that a complaint has. */
const REFUSED: LocalisedText = { zh: '提交被拒绝，未成为投诉', en: 'refused as submitted, no complaint' };
const REFUSED_OR_WITHOUT_CLASS: LocalisedText = {
  zh: '未分类，或提交被拒绝、未成为投诉',
  en: 'no class, or refused as submitted, no complaint',
};

/** The value of a line in words. One that has none is called by itself. */
export function nameOfValue(by: Dimension, value: string, organisation: Organisation, language: 'zh' | 'en'): string {
  return (wordsOf(by, value, organisation) ?? { zh: value, en: value })[language];
}

function wordsOf(by: Dimension, value: string, organisation: Organisation): LocalisedText | undefined {
  switch (by) {
    case 'division':
      return organisation.division(value)?.name;
    case 'day':
    case 'month':
      return undefined;
    case 'class':
      return value === UNKNOWN.class ? REFUSED_OR_WITHOUT_CLASS : categoryName(organisation, value);
    case 'channel':
    case 'nature':
      return value === UNKNOWN[by] ? REFUSED : vocabulary[by]?.[value];
    case 'channel_level':
      return value === UNKNOWN.channelLevel ? REFUSED : vocabulary['channelLevel']?.[value];
  }
}
