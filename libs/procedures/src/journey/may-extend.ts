import { clocksOf, nameOfClock, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay, type TicketState } from '../clocks/replay.js';
import { DEFAULT_LIFE_CYCLE } from '../life-cycle/may-act.js';
import type { Procedure, Role } from '../procedure/procedure.js';
import type {
  AttemptedExtension,
  DecidingAnswer,
  DecidingExtension,
  ExtensibleClock,
  ExtensionAnswer,
  ExtensionRefusal,
  Reach,
} from '../procedures.js';
import type { Timeline } from '../timeline.js';
import { factOf } from './clocks.js';
import { roleName } from './words.js';

/** The clock in hand, under the procedure that has it. */
interface Found {
  procedure: Procedure;
  state: TicketState;
  clock: ClockState;
}

/**
 * 延期: what the clock would do if the consent were a fact. So the answer to who asks is the one that the clock gives, and
 * whatever it does not take is refused beforehand with its reason.
 */
export function mayExtendUnder(
  procedures: readonly Procedure[],
  timeline: Timeline,
  attempt: AttemptedExtension,
): ExtensionAnswer {
  const running = clocksAt(procedures, timeline, attempt.now).filter(({ clock }) => clock.state === 'armed');
  const found = running.find(({ clock }) => clock.id === attempt.clockId);
  const extensible = [...new Set(running.filter(({ clock }) => clock.rule.extension).map(({ clock }) => clock.id))];
  if (!found) {
    const reason = { rule: 'clock-running', ...DEFAULT_LIFE_CYCLE };
    return { allowed: false, because: 'notRunning', clock: null, extensible, reason };
  }

  const consenting = rolesConsenting(found);
  const by = attempt.by ? consenting.find((role) => mayConsent(found.procedure, role, attempt.by!)) : consenting[0];
  const clock = described(found, consenting, attempt);
  const reason = found.clock.rule.extension?.reason ?? found.clock.reason;
  const because = refusalOf(found, by, attempt);
  return because === null
    ? { allowed: true, clock, by: by!, reason }
    : { allowed: false, because, clock, extensible, reason };
}

/**
 * Nobody is held to a clock that is gone, or whose rule says of nobody that they consent; and the consent of who signs in
 * nowhere, such as the customer's, is brought by whoever the actions of the procedures let decide.
 */
export function mayDecideExtensionUnder(
  procedures: readonly Procedure[],
  timeline: Timeline,
  { clockId, by, now }: DecidingExtension,
): DecidingAnswer {
  const found = clocksAt(procedures, timeline, now).find(({ clock }) => clock.id === clockId);
  if (!found) return { allowed: true };
  const { procedure, clock } = found;
  const consenting = rolesConsenting(found);
  const may = (role: string) => mayConsent(procedure, role, by) || signsInNowhere(procedure, role);
  if (consenting.length === 0 || consenting.some(may)) return { allowed: true };
  return {
    allowed: false,
    consent: consenting.map((role) => roleName(procedure, role)),
    reason: clock.rule.extension?.reason ?? clock.reason,
  };
}

function clocksAt(procedures: readonly Procedure[], timeline: Timeline, now: Date): Found[] {
  const facts = timeline.map(factOf);
  return procedures.flatMap((procedure) => {
    const state = replay(procedure, facts, { now: now.getTime() });
    return clocksOf(state).map((clock): Found => ({ procedure, state, clock }));
  });
}

/** Those that may consent in this case, in the order of the rule. */
const rolesConsenting = ({ clock, state }: Found): string[] =>
  (clock.rule.extension?.consent ?? []).filter(({ when }) => when.holds(state.fields)).map(({ role }) => role);

/** A role of the platform speaks for those of the rules that act as it does, as far as its authority reaches. */
function mayConsent(
  { roles }: Procedure,
  required: string,
  { role, reach, consents }: NonNullable<AttemptedExtension['by']>,
): boolean {
  if (required === role || consents.includes(required)) return true;
  const known = roles.get(required);
  return known !== undefined && known.acts.includes(role) && REACHES[known.of ?? 'unit'].includes(reach);
}

const SIGN_IN: readonly string[] = ['handler', 'dispatcher', 'auditor', 'supervisor'];

const signsInNowhere = ({ roles }: Procedure, role: string): boolean =>
  ![role, ...(roles.get(role)?.acts ?? [])].some((acts) => SIGN_IN.includes(acts));

const REACHES: Readonly<Record<NonNullable<Role['of']>, readonly Reach[]>> = {
  unit: ['unit', 'division', 'group'],
  superiorUnit: ['division', 'group'],
  division: ['division', 'group'],
  group: ['group'],
};

function refusalOf(found: Found, by: string | undefined, attempt: AttemptedExtension): ExtensionRefusal | null {
  const { result } = consideredAt(found, by, attempt, attempt.until);
  if (result !== 'granted') return result;
  const { due } = found.clock;
  if (due.kind === 'at' && attempt.until <= new Date(due.at)) return 'noLater';
  return attempt.until <= attempt.now ? 'alreadyPast' : null;
}

function described(found: Found, consenting: readonly string[], attempt: AttemptedExtension): ExtensibleClock {
  const { rule, due } = found.clock;
  const most = consideredAt(found, consenting[0], attempt, null);
  const times = rule.extension?.times ?? null;
  return {
    name: rule.name,
    dueAt: instantOf(due),
    latest: most.result === 'granted' ? instantOf(most.due) : null,
    times: times === Number.POSITIVE_INFINITY ? null : times,
    consent: consenting.map((role) => roleName(found.procedure, role)),
  };
}

/** What the clock makes of the consent of this role to this instant; without one, to the most that can be given. */
function consideredAt(
  { procedure, state, clock }: Found,
  by: string | undefined,
  { now, askedAt }: AttemptedExtension,
  until: Date | null,
) {
  const granted: Fact = {
    fact: 'extension.granted',
    occurredAt: now.getTime(),
    recordedAt: now.getTime(),
    rule: nameOfClock(clock.rule),
    by: by ?? '',
    askedAt: askedAt.getTime(),
    ...(until && { until: until.getTime() }),
  };
  const after = clocksOf(replay(procedure, [granted], { from: state })).find(({ id }) => id === clock.id)!;
  return { result: after.extensions.at(-1)!.result, due: after.due };
}

const instantOf = (due: ClockState['due']) => (due.kind === 'at' ? new Date(due.at) : null);
