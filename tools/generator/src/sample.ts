import { DateTime } from 'luxon';
import type { Submission } from './contacts/contact.js';
import type { Step } from './step.js';

/** A step as a person reads it. */
export function inWords(step: Step, timeZone: string): string {
  const { at, source, sourceId, shows, expected } = step;
  const when = DateTime.fromJSDate(at, { zone: timeZone }).toFormat('MM-dd ccc HH:mm');
  const answer =
    expected.answer === 'deadLetter'
      ? 'dead letter'
      : expected.items.map(({ outcomes }) => outcomes.join(' or ')).join('; ');
  const why =
    expected.answer === 'receipt' && expected.violations.length > 0 ? `:${expected.violations.join(', ')}` : '';
  return `${when}  ${source} ${sourceId}  ${shows}\n    ${shownBody(step)}\n    -> ${answer}${why}`;
}

/** The items in short; of what cannot be read, its beginning. */
function shownBody({ shows, record }: Step): string {
  const text = record.value === null ? '(nothing)' : Buffer.from(record.value).toString();
  if (shows === 'spoilt') return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
  const { channel, customer, items } = JSON.parse(text) as Submission;
  const who = customer === undefined ? '匿名' : `${customer.name} ${customer.phone}`;
  return [`${channel} ${who}`, ...items.map(shownItem)].join('\n    ');
}

function shownItem(item: Submission['items'][number]): string {
  if (item.kind !== 'new') return `[${item.kind}] ${(item.kind === 'past' ? item.problem : item.text) ?? ''}`;
  const settled = item.settled ? ` 【当场解决】${item.settled.done}` : '';
  return `[${(item.category ?? []).join('/')}] ${item.problem} 【诉求】${item.demand}${settled}`;
}
