import type { Condition } from '../conditions/condition.js';
import { DEFAULTS } from '../time/conventions.js';
import type { Limit } from '../time/limit.js';
import { conditionInWords } from './condition-in-words.js';
import type { Language } from './language.js';
import { LIMIT_IN_WORDS } from './limit-in-words.js';
import type { Names } from './names.js';
import { PART_TEXTS, type PartTexts, type Weekday } from './part-texts.js';

/** Says parts of rules as a person would. `isAction` because the `from` of an action is a stage, and elsewhere an event. */
export class PartsInWords {
  private readonly texts: PartTexts;

  constructor(
    private readonly names: Names,
    private readonly language: Language,
  ) {
    this.texts = PART_TEXTS[language];
  }

  /** What a part is called; one that has no word of its own is called as the file calls it. */
  called(part: string): string {
    return this.texts.parts[part] ?? part;
  }

  /** As short as it can be said. Null where there is nothing to say. */
  say(part: string, value: unknown, isAction = false): string | null {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
    if (isLimit(value)) return LIMIT_IN_WORDS[this.language](value);
    const { names } = this;
    switch (part) {
      case 'when':
      case 'mustBe':
      case 'mayNotBe':
      case 'leaves':
        return conditionInWords(value as Condition, names, this.language);
      case 'from':
        return this.list(value, isAction ? names.stage : names.event);
      case 'metBy':
      case 'endedBy':
      case 'records':
        return this.list(value, names.event);
      case 'owner':
      case 'by':
      case 'to':
      case 'against':
      case 'party':
        return this.list(value, names.role);
      case 'actions':
        return this.list(value, names.action);
      case 'leadsTo':
        return value === 'same' ? this.texts.staysThere : names.stage(String(value));
      case 'documents':
      case 'needs':
        return this.list(value, names.document);
      case 'fields':
      case 'key':
      case 'distinct':
      case 'sets':
      case 'marked':
      case 'gathers':
        return this.list(value, names.field);
      case 'measure':
        return names.consequence(String(value));
      case 'onMiss':
      case 'do':
        return this.list(value, (effect) => this.effect(effect));
      case 'warnings':
        return this.list(value, (warning) => this.warning(warning as Warning), '; ');
      case 'pauses':
        return this.list(value, (pause) => this.pause(pause), '; ');
      case 'extension':
        return this.extension(value as Extension);
      case 'consent':
      case 'decidedBy':
        return this.list(value, (who) => this.decider(who as Decider));
      case 'rules':
        return this.list(value, (rule) => this.answer(rule as Answer), '; ');
      case 'chosen':
        return Object.entries(value as object)
          .map(([option, chosen]) => names.value(option, chosen))
          .join(this.texts.comma);
      case 'conventions':
        return this.conventions(value as Record<string, string>);
      case 'due':
        return Array.isArray(value) ? this.list(value, (one: DueDate) => this.dueDate(one)) : this.other(value);
      default:
        return this.other(value);
    }
  }

  /** A rule part by part, without what goes without saying. */
  lines(told: Readonly<Record<string, unknown>>, calendar: string): string[] {
    const isAction = 'leadsTo' in told;
    return Object.entries(told).flatMap(([part, value]) => {
      if (value === false || value === UNSAID[part] || (part === 'calendar' && value === calendar)) return [];
      if (part === 'rules') return (value as Answer[]).map((rule) => `  ${this.answer(rule)}`);
      const words = this.say(part, value, isAction);
      return words === null || words === '' ? [] : [`  ${this.called(part)}: ${words}`];
    });
  }

  private list(value: unknown, say: (one: never) => string, by: string = this.texts.comma): string {
    return [value]
      .flat()
      .map((one) => say(one as never))
      .join(by);
  }

  private other(value: unknown): string | null {
    if (typeof value === 'boolean') return this.texts.flag[value ? 'true' : 'false'];
    if (Array.isArray(value)) return value.map((one) => this.other(one)).join(this.texts.comma);
    if (typeof value !== 'object' || value === null) return this.texts.words[String(value)] ?? String(value);
    const said = Object.entries(value).flatMap(([key, part]) => {
      const words = this.say(key, part);
      return words === null ? [] : [part === true ? this.called(key) : `${this.called(key)} ${words}`];
    });
    return said.join(this.texts.comma);
  }

  private effect({ when, ...effect }: { when?: Condition } & Record<string, unknown>): string {
    const { names, texts } = this;
    const said = Object.entries(effect).map(([kind, value]) => {
      if (kind === 'notify' || kind === 'escalateTo') return texts.effects[kind](names.role(String(value)));
      if (kind === 'consequence') return names.consequence(String(value));
      if (kind === 'happens') return texts.effects.happens(names.event(String(value)));
      if (kind === 'set') {
        return Object.entries(value as object)
          .map(([field, is]) => texts.effects.set(names.field(field), names.value(field, is)))
          .join(texts.comma);
      }
      return texts.words[kind] ?? kind;
    });
    return this.inCase(said.join(texts.comma), when);
  }

  private warning({ at, do: effects }: Warning): string {
    const limit = (one: Limit) => LIMIT_IN_WORDS[this.language](one);
    const { warnedAt } = this.texts;
    const time =
      'percent' in at
        ? warnedAt.percent(String(at.percent))
        : 'left' in at
          ? warnedAt.left(limit(at.left))
          : warnedAt.after(limit(at.after));
    const told = this.say('do', effects);
    return told === null ? time : this.texts.colon(time, told);
  }

  private pause({ from, until, reasons }: Pause): string {
    const span = this.texts.span(this.names.event(from), this.names.event(until));
    return reasons === null ? span : this.texts.colon(span, `(${reasons.join(this.texts.comma)})`);
  }

  private dueDate(one: DueDate): string {
    const { due, words } = this.texts;
    if ('endOfEvery' in one) return due.endOfEvery(words[one.endOfEvery] ?? one.endOfEvery);
    if ('weekday' in one) return due.weekday(one.weekday);
    if ('dayOfMonth' in one) return due.dayOfMonth(one.dayOfMonth);
    return due.dayOfYear(one.dayOfYear.month, one.dayOfYear.day);
  }

  private extension({ consent, times, by }: Extension): string {
    const { texts } = this;
    const who = consent === null ? texts.notConfigured : this.say('consent', consent)!;
    const longer = LIMIT_IN_WORDS[this.language](by);
    return texts.extended(longer, who, times === null || times === Number.POSITIVE_INFINITY ? null : times);
  }

  private decider({ role, upTo, when }: Decider): string {
    const who = role === null ? this.texts.notConfigured : this.names.role(role);
    return this.inCase(upTo === undefined || upTo === null ? who : this.texts.upTo(who, upTo), when);
  }

  /** One answer of a decision. */
  answer({ when, is, field }: Answer): string {
    const answer = is === null ? this.texts.notConfigured : this.names.value(field, is);
    return this.inCase(answer, when);
  }

  private conventions(said: Record<string, string>): string | null {
    const defaults: Record<string, string> = DEFAULTS;
    const other = Object.entries(said).filter(([name, value]) => defaults[name] !== value);
    return other.length === 0 ? null : other.map(([name, value]) => `${name}: ${value}`).join(this.texts.comma);
  }

  private inCase(what: string, when: Condition | undefined): string {
    return when ? this.texts.inCase(what, conditionInWords(when, this.names, this.language)) : what;
  }
}

/** What goes without saying. */
const UNSAID: Readonly<Record<string, unknown>> = {
  below: 'tighten',
  counts: 'recordedAt',
  again: 'anew',
  rounding: 'roundUp',
};

interface Warning {
  at: { percent: number } | { left: Limit } | { after: Limit };
  do: unknown[];
}

type DueDate =
  | { endOfEvery: string }
  | { weekday: Weekday }
  | { dayOfMonth: number }
  | { dayOfYear: { month: number; day: number } };

interface Pause {
  from: string;
  until: string;
  reasons: readonly string[] | null;
}

interface Extension {
  consent: Decider[] | null;
  times: number | null;
  by: Limit;
}

interface Decider {
  role: string | null;
  upTo?: number | null;
  when?: Condition;
}

interface Answer {
  when?: Condition;
  is: unknown;
  field: string;
}

const LIMITS: Readonly<Record<Limit['kind'], true>> = {
  measured: true,
  endOf: true,
  before: true,
  dueOf: true,
  setPerCase: true,
  without: true,
  notConfigured: true,
};
const isLimit = (value: unknown): value is Limit =>
  typeof value === 'object' && value !== null && 'kind' in value && String(value.kind) in LIMITS;
