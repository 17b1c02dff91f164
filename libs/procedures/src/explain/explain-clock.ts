import { isLate, type ClockState } from '../clocks/clock-state.js';
import type { Procedure } from '../procedure/procedure.js';
import { printLocal } from '../time/local-time.js';
import { unusualDays } from './days-between.js';
import { eventName } from './event-names.js';
import type { Language } from './language.js';
import { WORDS } from './words.js';

/** Why a clock stands as it does at `now`, as sentences in the order in which a person would check it. */
export function explainClock(procedure: Procedure, clock: ClockState, now: number, language: Language): string[] {
  const words = WORDS[language];
  const { rule, due } = clock;
  const local = (instant: number) => printLocal(instant, rule.calendar.days.timeZone);
  const named = (event: string) => eventName(procedure, event, language);
  const roleNamed = (role: string) => procedure.roles.get(role)?.name[language] ?? role;

  return [
    words.started(local(clock.startedAt), named(clock.startedBy)),
    ...(rule.startIsOpen ? [words.openStart(named(clock.startedBy))] : []),
    words.limit(rule.limit),
    ...daysCounted(clock, language),
    ...clock.pauses.map(({ from, until, reason }) =>
      words.paused(local(from), until === null ? null : local(until), reason),
    ),
    ...clock.extensions.map(({ askedAt, by, result }) => words.extension(local(askedAt), roleNamed(by), result)),
    due.kind === 'at' ? words.due(local(due.at)) : words.noDue(due),
    ...(clock.warnings.length > 0 ? [words.warnings(clock.warnings.map(({ at }) => local(at)))] : []),
    ...standing(clock, now, language, local, named),
    words.source(clock.reason),
  ];
}

/** Only limits counted in working time look at which days were worked. */
function daysCounted({ rule, startedAt, due }: ClockState, language: Language): string[] {
  const { limit, calendar } = rule;
  const looks = limit.kind === 'measured' && (limit.scale === 'workingDays' || limit.scale === 'workingTime');
  return looks && due.kind === 'at' ? WORDS[language].days(unusualDays(startedAt, due.at - 1, calendar)) : [];
}

function standing(
  clock: ClockState,
  now: number,
  language: Language,
  local: (instant: number) => string,
  named: (event: string) => string,
): string[] {
  const words = WORDS[language];
  if (clock.metAt !== null) return [words.met(local(clock.metAt), !isLate(clock, now))];
  if (clock.state === 'cancelled') return clock.endedBy === null ? [] : [words.cancelled(named(clock.endedBy))];
  // The sentence about the pause has said that it does not run.
  if (clock.state === 'paused' || clock.due.kind !== 'at') return [];
  return [isLate(clock, now) ? words.overdue(local(now)) : words.running(local(now))];
}
