import type { Calendars } from '../calendar/load.js';
import { answerTo } from '../conditions/decide.js';
import { clocksOf, isLate, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay, type TicketState } from '../clocks/replay.js';
import { lookBack, type Finding } from '../look-back/look-back.js';
import { DEFAULT_CALENDAR } from '../procedure/compile.js';
import type { Procedure } from '../procedure/procedure.js';
import { parseLocal, printLocal } from '../time/local-time.js';
import { dueAgain } from '../time/recurring.js';
import type { ExampleEntry, ExpectedClock, FactEntry } from './schema.js';

/** Something expected that is otherwise. */
export interface Miss {
  what: string;
  expected: string;
  got: string;
  /** Why it is what it is: the rule and its source. */
  reason: string;
}

/** An example played: the ticket at the time it is asked, and what differs from what was expected. */
export interface Played {
  procedure: Procedure;
  now: number;
  zone: string;
  state: TicketState;
  clocks: readonly ClockState[];
  findings: ReadonlyMap<string, Finding>;
  misses: readonly Miss[];
}

/** Plays one example against the engine. Throws `RangeError` on a time that does not exist. */
export function play(procedure: Procedure, example: ExampleEntry, calendars: Calendars): Played {
  const zone = zoneOf(procedure, calendars);
  const instant = (text: string) => {
    const found = parseLocal(text, zone);
    if (found === null) throw new RangeError(`${text} does not exist in ${zone}`);
    return found;
  };
  const facts = example.facts.map((entry) => factOf(entry, instant));
  const now = example.ask ? instant(example.ask) : (facts.at(-1)?.recordedAt ?? 0);
  const findings = findingsOf(procedure, example, facts, instant);
  const flags = Object.fromEntries([...findings].map(([, { sets, finding }]) => [sets, finding.holds]));
  const seen = facts.map((fact, at) => (at === 0 ? { ...fact, set: { ...fact.set, ...flags } } : fact));
  const state = replay(procedure, seen);
  const played: Played = {
    procedure,
    now,
    zone,
    state,
    clocks: clocksOf(procedure, state),
    findings: new Map([...findings].map(([rule, { finding }]) => [rule, finding])),
    misses: [],
  };
  return { ...played, misses: missesOf(played, example, instant) };
}

function zoneOf({ clocks }: Procedure, calendars: Calendars): string {
  return (clocks[0]?.calendar ?? calendars.of(DEFAULT_CALENDAR)).days.timeZone;
}

type Instant = (text: string) => number;

function factOf({ at, occurredAt, receivedAt, askedAt, until, ...rest }: FactEntry, instant: Instant): Fact {
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...(named as Pick<Fact, 'fact'>),
    recordedAt: instant(at),
    occurredAt: instant(occurredAt ?? at),
    ...(receivedAt === undefined ? {} : { receivedAt: instant(receivedAt) }),
    ...(askedAt === undefined ? {} : { askedAt: instant(askedAt) }),
    ...(until === undefined ? {} : { until: instant(until) }),
  };
}

/** The rules over many tickets are asked when the ticket is registered, as intake asks them. */
function findingsOf(procedure: Procedure, { others }: ExampleEntry, facts: readonly Fact[], instant: Instant) {
  const first = facts[0];
  if (!first) return new Map<string, { sets: string; finding: Finding }>();
  const seen = others.map(({ at, fields }) => ({
    fields,
    at: Object.fromEntries(Object.entries(at).map(([event, time]) => [event, instant(time)])),
  }));
  return new Map(
    procedure.lookBacks.map((rule) => [
      rule.rule,
      { sets: rule.sets, finding: lookBack(rule, first.set ?? {}, first.recordedAt, seen) },
    ]),
  );
}

function missesOf(played: Played, { expect }: ExampleEntry, instant: Instant): Miss[] {
  const { procedure, clocks, state, findings, zone } = played;
  const misses: Miss[] = [];
  const compare = (what: string, expected: unknown, got: unknown, reason: string) => {
    if (print(expected) !== print(got)) misses.push({ what, expected: print(expected), got: print(got), reason });
  };
  for (const [name, expected] of Object.entries(expect.clocks ?? {})) {
    const clock = clockNamed(clocks, name);
    if (!procedure.clocks.some(({ rule }) => rule === name.split('/')[0])) {
      misses.push({ what: name, expected: 'a clock', got: 'no such rule', reason: knownRules(procedure) });
    } else if (expected === 'none') compare(name, 'none', clock ? clock.state : 'none', clock ? why(clock) : '');
    else if (!clock) misses.push({ what: name, expected: print(expected), got: 'none', reason: 'it never started' });
    else compareClock(name, expected, clock, played, compare);
  }
  for (const [field, expected] of Object.entries(expect.decisions ?? {})) {
    const decision = procedure.decisions.find((one) => one.field === field);
    const answer = decision && answerTo(decision, state.fields);
    const got = !answer ? 'no such decision' : answer.configured ? answer.value : 'notConfigured';
    const reason = answer ? `${answer.reason.rule}: ${answer.reason.source}` : '';
    if (typeof expected !== 'object') compare(field, expected, got, reason);
    else compare(field, expected, { is: got, rule: answer?.reason.rule }, reason);
  }
  for (const [rule, expected] of Object.entries(expect.lookBacks ?? {})) {
    const finding = findings.get(rule);
    compare(rule, expected, finding ? finding.holds : 'no such rule', finding ? `counted ${finding.count}` : '');
  }
  for (const [rule, expected] of Object.entries(expect.duties?.due ?? {})) {
    const duty = procedure.duties.find((one) => one.rule === rule);
    const { after, until } = expect.duties!;
    const all = duty?.due.flatMap(
      (one) => dueAgain(one, instant(after), instant(until), duty.calendar, duty.conventions) ?? [],
    );
    const got = all?.sort((one, other) => one - other).map((at) => printLocal(at, zone));
    compare(rule, expected, got ?? 'no such rule', duty?.reason.source ?? '');
  }
  return misses;
}

function compareClock(
  name: string,
  expected: ExpectedClock,
  clock: ClockState,
  { now, zone }: Played,
  compare: (what: string, expected: unknown, got: unknown, reason: string) => void,
): void {
  const { due, reason } = clock;
  const got: Record<keyof ExpectedClock, unknown> = {
    state: clock.state,
    started: printLocal(clock.startedAt, zone),
    due: due.kind === 'at' ? printLocal(due.at, zone) : due.kind,
    late: isLate(clock, now),
    warnings: clock.warnings.map(({ at }) => printLocal(at, zone)),
    onMiss: clock.rule.onMiss,
    extensions: clock.extensions.map(({ result }) => result),
    basis: `${reason.basis} ${reason.version}`,
    source: reason.source,
  };
  for (const [part, value] of Object.entries(expected)) {
    compare(`${name} ${part}`, value, got[part as keyof ExpectedClock], why(clock));
  }
}

/** `D1` is its latest run, `D1/1` its first. */
export function clockNamed(clocks: readonly ClockState[], name: string): ClockState | undefined {
  const [rule, number] = name.split('/');
  return clocks.findLast(
    (clock) => clock.rule.rule === rule && (number === undefined || clock.number === Number(number)),
  );
}

const why = ({ startedBy, reason }: ClockState) =>
  `started by ${startedBy}; ${reason.basis} ${reason.version}: ${reason.source}`;
const knownRules = ({ clocks }: Procedure) => `clocks: ${clocks.map(({ rule }) => rule).join(', ')}`;

function print(value: unknown): string {
  return typeof value === 'string'
    ? value.replace(/^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):00$/, '$1')
    : JSON.stringify(value);
}
