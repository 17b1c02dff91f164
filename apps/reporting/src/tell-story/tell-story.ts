import type { ImportedFrom } from '@cc/contracts';
import type { LocalisedText, Organisation } from '@cc/procedures';
import { categoryName } from '../category-name.js';
import { originInWords } from './origin-in-words.js';
import { additions, because, sentences, source, times, title, vocabulary } from './texts.js';
import { CHINA, generalZoneName } from './zone-name.js';

export type Language = 'zh' | 'en';

/** A fact as the archive holds it: instants are ISO 8601 text. */
export interface StoryFact {
  type: string;
  recordedAt: Date;
  division: string;
  unit: string | null;
  data: Record<string, unknown>;
}

export interface StoryLine {
  at: string;
  type: string;
  sentence: string;
  reasons: string[];
}

export interface Story {
  title: string;
  /** In which zone its times are, said where that is not China's; null where it is. */
  times: string | null;
  lines: StoryLine[];
}

/** 投诉全程: what happened, in words, with the rule behind every decision. */
export function tellStory(
  number: string,
  facts: readonly StoryFact[],
  organisation: Organisation,
  language: Language,
): Story {
  return {
    title: title[language].replace('{number}', number),
    times: timesOf(organisation.timeZone, language),
    lines: facts.map((fact) => ({
      at: localTime(fact.recordedAt, organisation.timeZone),
      type: fact.type,
      sentence: sentenceOf(fact, organisation, language),
      reasons: reasonsOf(fact.data, language),
    })),
  };
}

/** The story as plain text. */
export function asText(story: Story): string {
  const lines = story.lines.flatMap(({ at, sentence, reasons }) => [
    `${at}  ${sentence}`,
    ...reasons.map((reason) => `${' '.repeat(21)}${reason}`),
  ]);
  const head = story.times === null ? story.title : `${story.title}\n${story.times}`;
  return `${head}\n\n${lines.join('\n')}\n`;
}

function timesOf(timeZone: string, language: Language): string | null {
  if (timeZone === CHINA) return null;
  return times[language].replace('{zone}', `${generalZoneName(timeZone, language)}, ${timeZone}`);
}

function sentenceOf(fact: StoryFact, organisation: Organisation, language: Language): string {
  const sentence = (sentences[`${fact.type} ${mannerOf(fact)}`] ?? sentences[fact.type])?.[language] ?? fact.type;
  const further = broughtAbout(fact).map((what) => additions[what]![language]);
  return [sentence, ...further]
    .join(language === 'zh' ? '' : ' ')
    .replace(/\{(\w+)\}/g, (_, field: string) =>
      field === 'unit'
        ? placeOf(fact, organisation, language)
        : wordFor(field, fact.data[field], organisation, language),
    );
}

/** In which way it happened, where one kind of fact is told in several. */
function mannerOf({ type, data }: StoryFact): string {
  if (type === 'extension.refused.v1') return data['by'] === null ? 'undecided' : '';
  if ('clockId' in data) return 'by a miss';
  if ('adoptedBy' in data) return 'adopted';
  return 'origin' in data && data['outcome'] === 'waiting' ? 'open' : '';
}

/** What a warning or a miss brings about beside what is told of it elsewhere. */
function broughtAbout({ type, data }: StoryFact): string[] {
  const effects = Array.isArray(data['effects']) ? (data['effects'] as { effect?: unknown }[]) : [];
  const appeal = type === 'deadline.missed.v1' && effects.some(({ effect }) => effect === 'rightToAppeal');
  return [
    ...(appeal ? ['rightToAppeal'] : []),
    ...['consequences', 'happens', 'undecreed'].filter((field) => field in data),
  ];
}

/** A unit in words, with the division that it belongs to. */
export function placeOf(
  { division, unit }: Pick<StoryFact, 'division' | 'unit'>,
  organisation: Organisation,
  language: Language,
): string {
  const divisionName = organisation.division(division)?.name[language] ?? division;
  const unitName = unit === null ? undefined : (organisation.unit(division, unit)?.name[language] ?? unit);
  if (unitName === undefined || unitName.startsWith(divisionName)) return unitName ?? divisionName;
  return language === 'zh' ? `${divisionName}${unitName}` : `${unitName}, ${divisionName}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The value of a field in words. */
export function wordFor(field: string, value: unknown, organisation: Organisation, language: Language): string {
  const known = vocabulary[field]?.[String(value)] ?? wordOfOrganisation(field, String(value), organisation);
  if (known !== undefined) return known[language];
  if (typeof value === 'string') return INSTANT.test(value) ? localTime(new Date(value), organisation.timeZone) : value;
  if (Array.isArray(value)) {
    return value.map((one) => wordFor(field, one, organisation, language)).join(language === 'zh' ? '、' : ', ') || '-';
  }
  if (typeof value === 'object' && value !== null) return wordForObject(value as Record<string, unknown>, language);
  return String(value ?? '-');
}

/** Classes, and the reasons for which units pause their work, are the organisation's own. */
function wordOfOrganisation(field: string, value: string, organisation: Organisation): LocalisedText | undefined {
  if (field === 'category') return categoryName(organisation, value);
  return organisation.pauseReasons.find(({ code }) => code === value)?.name;
}

/** A localised name, a procedure's version, who did it, a broken rule: the objects that facts hold. */
function wordForObject(value: Record<string, unknown>, language: Language): string {
  if (typeof value[language] === 'string') return value[language];
  if (typeof value['name'] === 'object' && value['name'] !== null) {
    return wordForObject(value['name'] as Record<string, unknown>, language);
  }
  if ('file' in value) return originInWords(value as ImportedFrom, language);
  if ('detail' in value) return `${value['field']} ${value['detail']}`;
  if ('version' in value) return `${value['id']} (${value['version']})`;
  if ('role' in value)
    return `${vocabulary['role']?.[String(value['role'])]?.[language] ?? value['role']} ${value['id']}`;
  return JSON.stringify(value);
}

function reasonsOf(data: Record<string, unknown>, language: Language): string[] {
  const callback = data['callback'] as { why?: unknown } | undefined;
  const reasons = [data['why'], ...(Array.isArray(data['reasons']) ? data['reasons'] : []), callback?.why];
  return reasons.flatMap((reason) => {
    return typeof reason === 'object' && reason !== null ? [reasonInWords(reason, language)] : [];
  });
}

/** Which rule it was, and where that is written. */
export function reasonInWords(reason: object, language: Language): string {
  const parts = reason as Record<string, unknown>;
  const said: Record<string, unknown> = { ...parts, source: sourceInWords(String(parts['source'] ?? '-'), language) };
  return because[language].replace(/\{(\w+)\}/g, (_, part: string) => String(said[part] ?? '-'));
}

function sourceInWords(said: string, language: Language): string {
  return said === 'ours'
    ? source.ours[language]
    : said.replace(/lines (\d+)$/, source.line[language]).replace(/lines ([\d, -]+)$/, source.lines[language]);
}

/** `2026-11-24 10:00:00`. */
export function localTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(instant);
}
