import { deriveId, type ComplaintId, type Effect, type Envelope, type Sealed } from '@cc/contracts';
import type { LocalisedText, Organisation } from '@cc/procedures';
import type { NewMessage } from '../message.entity.js';
import { rules as allRules, type Condition, type Office, type Rule } from './rules.js';
import { fill, type Words } from './templates.js';

/** What this service knows of a complaint beside the event. */
export interface KnownContact {
  number: string;
  customer: Sealed;
}

/** The parts of an event that rules and texts look at; an event has those that its kind has. */
export interface Telling extends Envelope {
  data: {
    complaintId: ComplaintId;
    outcome?: string;
    callback?: { owed: boolean };
    closedAs?: string;
    clockId?: string;
    kind?: string;
    name?: LocalisedText;
    dueAt?: Date | null;
    effects?: readonly Effect[];
  };
}

interface Addressee {
  role: string;
  division: string | null;
  unit: string | null;
}

/** 通知: the messages an event calls for. Pure: the same event gives the same messages with the same ids. */
export function composeMessages(
  event: Telling,
  contact: KnownContact,
  organisation: Organisation,
  now: Date,
  rules: readonly Rule[] = allRules,
): NewMessage[] {
  return rules
    .filter((rule) => rule.on.type === event.type && holds(rule.when, event))
    .flatMap((rule) =>
      addressees(rule, event, organisation).map((to) => message(rule, to, event, contact, organisation, now)),
    );
}

function holds(condition: Condition | undefined, { data }: Telling): boolean {
  if (condition === undefined) return true;
  switch (condition.field) {
    case 'outcome':
      return data.outcome === condition.is;
    case 'callbackOwed':
      return data.callback?.owed === condition.is;
    case 'closedAs':
      return data.closedAs !== condition.isNot;
    case 'lapsed':
      return (data.closedAs === 'withdrawn' && data.clockId !== undefined) === condition.is;
    case 'effect':
      return (data.effects ?? []).some(({ effect }) => effect === condition.is);
  }
}

function addressees(rule: Rule, event: Telling, organisation: Organisation): Addressee[] {
  switch (rule.to.kind) {
    case 'customer':
      return [{ role: 'customer', division: null, unit: null }];
    case 'role':
      return [{ role: rule.to.role, ...office(rule.to.of, event, organisation) }];
    case 'clockSays':
      return (event.data.effects ?? []).flatMap((effect) =>
        effect.effect === 'notify' ? [{ role: effect.role, ...office(effect.of, event, organisation) }] : [],
      );
  }
}

function office(of: Office, { division, unit }: Telling, organisation: Organisation): Omit<Addressee, 'role'> {
  switch (of) {
    case 'unit':
      return { division, unit };
    case 'superiorUnit': {
      const superior = unit === null ? null : (organisation.unit(division, unit)?.superior ?? null);
      return { division, unit: superior ?? organisation.division(division)?.fallbackUnit ?? null };
    }
    case 'division':
      return { division, unit: organisation.division(division)?.fallbackUnit ?? null };
    case 'group': {
      const group = organisation.divisions.find(({ kind }) => kind === 'group');
      return { division: group?.id ?? null, unit: group?.fallbackUnit ?? null };
    }
  }
}

function message(
  rule: Rule,
  to: Addressee,
  event: Telling,
  contact: KnownContact,
  organisation: Organisation,
  now: Date,
): NewMessage {
  const { complaintId } = event.data;
  const text = fill(rule.template, wordsOf(event, contact, organisation));
  return {
    messageId: deriveId(complaintId, rule.template, to.role, to.division ?? '', to.unit ?? '', ...once(rule, event)),
    complaintId,
    organisation: event.organisation,
    division: event.division,
    unit: event.unit,
    template: rule.template,
    channel: rule.channel,
    recipientRole: to.role,
    recipientDivision: to.division,
    recipientUnit: to.unit,
    customer: to.role === 'customer' ? contact.customer : null,
    textZh: text.zh,
    textEn: text.en,
    nextAttemptAt: now,
    traceparent: event.traceparent,
    createdAt: now,
  };
}

function once(rule: Rule, event: Telling): string[] {
  return rule.once.map((part) => {
    switch (part) {
      case 'event':
        return event.id;
      case 'complaint':
        return 'complaint';
      case 'clock':
        // A clock that was revised may be missed again, at another instant.
        return `${event.data.clockId} ${event.data.dueAt?.toISOString()}`;
      case 'kind':
        return event.data.kind ?? '';
    }
  });
}

function wordsOf({ data, division, unit }: Telling, contact: KnownContact, organisation: Organisation): Words {
  const same = (word: string) => ({ zh: word, en: word });
  const unitName = (unit && organisation.unit(division, unit)?.name) || organisation.division(division)?.name;
  return {
    number: same(contact.number),
    ...(data.name ? { clock: data.name } : {}),
    ...(data.dueAt ? { dueAt: same(localTime(data.dueAt, organisation.timeZone)) } : {}),
    ...(data.kind ? { kind: ABNORMAL[data.kind] ?? same(data.kind) } : {}),
    unit: unitName ?? same(division),
  };
}

/** 异常类型 in words; a kind that is not listed is shown by its name. */
const ABNORMAL: Record<string, LocalisedText> = {
  overdue: { zh: '已超时', en: 'it is overdue' },
  aboutToBeOverdue: { zh: '即将超时', en: 'it is about to be overdue' },
  returnedTwice: { zh: '已被驳回两次', en: 'it was returned twice' },
  urgedTwice: { zh: '已被催办两次', en: 'it was urged twice' },
  urgedThreeTimes: { zh: '已被催办三次', en: 'it was urged three times' },
  transferredThreeTimes: { zh: '已被转派三次', en: 'it was passed on three times' },
  reopenedTwice: { zh: '已两次重新办理', en: 'it was reopened twice' },
};

function localTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(instant);
}
