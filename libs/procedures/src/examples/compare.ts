import type { Reason } from '../answer.js';
import { callbacksOwed, sampleSize } from '../callbacks/callbacks.js';
import { effective, isLate, type ClockState } from '../clocks/clock-state.js';
import { answerTo } from '../conditions/decide.js';
import { dutiesDue } from '../duties/duties.js';
import { gapsOf } from '../gaps/gaps.js';
import { DEFAULT_LIFE_CYCLE, mayAct } from '../life-cycle/may-act.js';
import { situation } from '../life-cycle/situation.js';
import { counterOf, numberOf } from '../numbering/number.js';
import { mayTakePart } from '../parties/parties.js';
import type { ProposalRule } from '../procedure/procedure.js';
import { deciderOf, proposalsFor } from '../proposals/proposals.js';
import { printLocal } from '../time/local-time.js';
import type { Instant, Played } from './run.js';
import type { Expected, ExpectedClock } from './schema.js';

/** Something expected that is otherwise. */
export interface Miss {
  what: string;
  expected: string;
  got: string;
  /** Why it is what it is: the rule and its source. */
  reason: string;
}

type Part<K extends keyof Expected> = NonNullable<Expected[K]>;
type Compare = (what: string, expected: unknown, got: unknown, reason: string | Reason | undefined) => void;
type Comparing = { played: Omit<Played, 'misses'>; compare: Compare; instant: Instant };

/** What an example expects and the engine answers otherwise. */
export function differences(played: Omit<Played, 'misses'>, expected: Expected, instant: Instant): Miss[] {
  const misses: Miss[] = [];
  const compare: Compare = (what, wanted, got, reason) => {
    if (print(wanted) === print(got)) return;
    misses.push({
      what,
      expected: print(wanted),
      got: print(got),
      reason: typeof reason === 'object' ? why(reason) : (reason ?? ''),
    });
  };
  for (const [part, value] of Object.entries(expected)) {
    if (value !== undefined) COMPARE[part as keyof Expected](value as never, { played, compare, instant });
  }
  return misses;
}

const COMPARE: { [K in keyof Required<Expected>]: (expected: Part<K>, comparing: Comparing) => void } = {
  clocks(expected, { played, compare }) {
    const { procedure, clocks } = played;
    for (const [name, one] of Object.entries(expected)) {
      const clock = clockNamed(clocks, name);
      if (!procedure.clocks.some(({ rule, key }) => [rule, key].includes(withoutNumber(name)))) {
        compare(name, 'a clock', 'no such rule', `clocks: ${procedure.clocks.map(({ key }) => key).join(', ')}`);
      } else if (one === 'none') compare(name, 'none', clock ? clock.state : 'none', clock?.reason);
      else if (!clock) compare(name, one, 'none', 'it never started');
      else compareClock(name, one, clock, played, compare);
    }
  },
  missed(expected, { played: { state, zone }, compare }) {
    const got = state.missed.map(({ clock, run, at }) => `${clock}/${run} at ${printLocal(at, zone)}`);
    compare('missed', expected, got, 'clocks whose miss changed something');
  },
  decisions(expected, { played: { procedure, fields }, compare }) {
    for (const [field, one] of Object.entries(expected)) {
      const decision = procedure.decisions.find((known) => known.field === field);
      const answer = decision && answerTo(decision, fields);
      const got = !answer ? 'no such decision' : answer.configured ? answer.value : 'notConfigured';
      if (typeof one !== 'object') compare(field, one, got, answer?.reason);
      else compare(field, { is: one.is, rule: one.rule }, { is: got, rule: answer?.reason.rule }, answer?.reason);
    }
  },
  stage(expected, { played: { state }, compare }) {
    compare('stage', expected, state.stage, '');
  },
  actions(expected, { played: { procedure, state, now }, compare }) {
    for (const { action, by, with: asked, ...one } of expected) {
      const fields = situation(procedure, state, now, asked);
      const verdict = mayAct(procedure, { action, role: by, stage: state.stage, fields });
      const what = `${action} by ${by} at ${state.stage}`;
      const got: Record<string, unknown> = verdict.allowed
        ? {
            allowed: true,
            leadsTo: verdict.leadsTo,
            missing: verdict.requires.fields.filter((field) => fields[field] === undefined),
          }
        : { allowed: false, instead: [...verdict.instead].sort() };
      for (const [part, value] of Object.entries(one)) {
        if (part === 'rule') compare(`${what} rule`, value, ruleNamed(verdict.reason), verdict.reason);
        else if (part !== 'requires') {
          compare(
            `${what} ${part}`,
            Array.isArray(value) && part === 'instead' ? [...value].sort() : value,
            got[part],
            verdict.reason,
          );
        }
      }
      for (const [kind, words] of Object.entries(one.requires ?? {})) {
        const required = verdict.allowed ? verdict.requires[kind as 'fields' | 'documents' | 'consent'] : 'refused';
        compare(`${what} requires ${kind}`, words, required, verdict.reason);
      }
    }
  },
  callbacks(expected, { played: { procedure, facts, fields, now, state }, compare }) {
    const happened = [
      ...facts.filter(({ recordedAt }) => recordedAt <= now).map(({ fact }) => fact),
      ...state.missed.flatMap((miss) => miss.happened),
    ];
    const answers = new Map(callbacksOwed(procedure, happened, fields).map((answer) => [answer.rule, answer]));
    for (const [rule, one] of Object.entries(expected)) {
      compare(`callback ${rule}`, one, answers.get(rule)?.owed ?? 'no such rule', answers.get(rule)?.reason);
    }
  },
  samples(expected, { played: { procedure }, compare }) {
    for (const [name, { of, are }] of Object.entries(expected)) {
      const rule = procedure.callbacks.find((one) => one.rule === name);
      const { sample } = rule?.owed ?? {};
      const got = sample ? sampleSize(sample.percent, of, rule!.rounding) : rule ? 'no sample' : 'no such rule';
      const known = `callbacks: ${procedure.callbacks.map((one) => one.rule).join(', ')}`;
      compare(`sample ${name} of ${of}`, are, got, rule?.reason ?? known);
    }
  },
  number({ sequence, is, counter }, { played: { procedure, facts, fields, now }, compare }) {
    const at = facts[0]?.receivedAt ?? facts[0]?.recordedAt ?? now;
    const answer = numberOf(procedure, { at, fields, sequence: sequence ?? 1 });
    compare('number', is, answer.configured ? answer.value : 'notConfigured', answer.reason);
    if (counter !== undefined) compare('counter', counter, counterOf(procedure, at), answer.reason);
  },
  proposals(expected, { played: { procedure, fields }, compare }) {
    const proposed = new Map(proposalsFor(procedure, fields).map((one) => [one.rule, one]));
    for (const [rule, one] of Object.entries(expected)) {
      const known = procedure.proposals.find((entry) => entry.rule === rule);
      const got = proposed.get(rule);
      if (!known)
        compare(rule, 'a proposal', 'no such rule', procedure.proposals.map((entry) => entry.rule).join(', '));
      else if (one === 'none' || !got) compare(rule, one, got ? 'proposed' : 'none', known.reason);
      else {
        const decider = deciderOf(known, fields, one.amount);
        const answers: Record<string, unknown> = {
          kind: got.kind,
          against: got.against,
          measures: got.measures.map(measureText),
          amount: one.amount,
          decidedBy: decider.configured ? decider.value : 'notConfigured',
        };
        for (const [part, value] of Object.entries(one)) compare(`${rule} ${part}`, value, answers[part], known.reason);
      }
    }
  },
  parties(expected, { played: { procedure, state, now }, compare }) {
    for (const { party, with: person, count, brings, allowed, rules } of expected) {
      const fields = situation(procedure, state, now, person);
      const answer = mayTakePart(procedure, { party, fields, brings, ...(count === undefined ? {} : { count }) });
      const against = answer.against.map(({ reason }) => reason.rule);
      compare(`${party} takes part`, allowed, answer.allowed, answer.against[0]?.reason);
      if (rules) compare(`${party} against`, rules, against, answer.against[0]?.reason);
    }
  },
  lookBacks(expected, { played: { findings }, compare }) {
    for (const [rule, one] of Object.entries(expected)) {
      const finding = findings.get(rule);
      const got = finding?.configured ? finding.holds : 'notConfigured';
      compare(rule, one, finding ? got : 'no such rule', finding ? `counted ${finding.count}` : '');
    }
  },
  duties({ after, until, due }, { played: { procedure, zone }, compare, instant }) {
    const duties = new Map(dutiesDue(procedure, instant(after), instant(until)).map((duty) => [duty.rule.rule, duty]));
    for (const [rule, one] of Object.entries(due)) {
      const answer = duties.get(rule)?.due;
      const got = answer?.configured ? answer.value.map((at) => printLocal(at, zone)) : 'notConfigured';
      compare(rule, one, answer ? got : 'no such rule', answer?.reason);
    }
  },
  options(expected, { played: { procedure }, compare }) {
    for (const [name, one] of Object.entries(expected)) {
      const option = procedure.options.get(name);
      compare(name, one, option?.chosen ?? 'no such option', option?.reason);
    }
  },
  gaps(expected, { played: { procedure }, compare }) {
    const gaps = new Map(gapsOf(procedure).map((gap) => [gap.rule, gap]));
    for (const [rule, one] of Object.entries(expected)) {
      const gap = gaps.get(rule);
      compare(rule, one, !gap ? 'no such gap' : gap.filledBy.length > 0 ? 'filled' : 'open', gap?.reason);
    }
  },
};

function compareClock(
  name: string,
  expected: ExpectedClock,
  clock: ClockState,
  { now, zone, fields }: Omit<Played, 'misses'>,
  compare: Compare,
): void {
  const { due, reason } = clock;
  const got: Record<keyof ExpectedClock, unknown> = {
    state: clock.state,
    started: printLocal(clock.startedAt, zone),
    startedBy: clock.startedBy,
    due: due.kind === 'at' ? printLocal(due.at, zone) : due.kind,
    late: isLate(clock, now),
    warnings: clock.warnings.map(({ at }) => printLocal(at, zone)),
    onMiss: effective(clock.rule.onMiss, fields).map(({ when: _, ...effect }) => effect),
    extensions: clock.extensions.map(({ result }) => result),
    owner: clock.rule.owner,
    inPrinciple: clock.rule.inPrinciple,
    basis: `${reason.basis} ${reason.version}`,
    source: reason.source,
  };
  for (const [part, value] of Object.entries(expected)) {
    compare(
      `${name} ${part}`,
      value,
      got[part as keyof ExpectedClock],
      `started by ${clock.startedBy}; ${why(reason)}`,
    );
  }
}

/** `D1` is its latest run, `D1/1` its first; `law/D1` where two levels have a D1. */
export function clockNamed(clocks: readonly ClockState[], name: string): ClockState | undefined {
  const number = /\/(\d+)$/.exec(name)?.[1];
  const rule = withoutNumber(name);
  return clocks.findLast(
    (clock) =>
      [clock.rule.rule, clock.rule.key].includes(rule) && (number === undefined || clock.number === Number(number)),
  );
}

const withoutNumber = (name: string) => name.replace(/\/\d+$/, '');

function measureText({ measure, amount, unit, amountNotConfigured }: ProposalRule['measures'][number]): string {
  if (amountNotConfigured) return `${measure} ?`;
  if (amount === undefined) return measure;
  return `${measure} ${Array.isArray(amount) ? amount.join('-') : amount} ${unit}`;
}

/** Rules of the default life cycle stand in no file; their names say so. */
const ruleNamed = ({ rule, basis }: Reason) => (basis === DEFAULT_LIFE_CYCLE.basis ? `${basis}/${rule}` : rule);

const why = ({ rule, basis, version, source }: Reason) => `${basis} ${version} ${rule}: ${source}`;

function print(value: unknown): string {
  return typeof value === 'string'
    ? value.replace(/^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):00$/, '$1')
    : (JSON.stringify(value) ?? 'nothing');
}
