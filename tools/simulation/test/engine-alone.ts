import {
  AUDIT_ACTIONS,
  BRANCH_ACTIONS,
  engineProcedures,
  isLate,
  playOtherwise,
  proposalsFor,
  type ActingRole,
  type BasisVersion,
  type CallbackDuty,
  type ChannelLevel,
  type Nature,
  type Procedure,
  type Stage,
} from '@cc/procedures';
import { nameOf, words, type ConcludedClock, type Conclusions, type Standing } from './services-say.js';
import type { Played } from './story.js';

const ORGANISATION = 'telecom-group';
const ACTING: readonly ActingRole[] = ['handler', 'dispatcher', 'auditor', 'supervisor'];
/** Who acts for the division that has the work does not audit its slips, whatever the procedures say. */
const BY_ITS_DIVISION = BRANCH_ACTIONS.filter((action) => !(AUDIT_ACTIONS as readonly string[]).includes(action));

const ENDED = ['closed', 'withdrawn'];
const ANSWERED = ['answered', ...ENDED];

type Clock = Played['clocks'][number];

const procedures = engineProcedures();
const iso = (at: number) => new Date(at).toISOString();

/** What the rules alone say of the facts of an example, under all procedures that its ticket runs under. */
export class EngineAlone {
  constructor(
    readonly played: Played,
    /** Beside the example's own; of two with one clock the first has it. */
    private readonly beside: readonly Procedure[],
    private readonly sequence: number,
  ) {}

  /** After each instant at which something happened. */
  get standings(): Standing[] {
    const instants = [...new Set(this.played.facts.map(({ recordedAt }) => recordedAt))];
    return instants.map((now) => this.standing(playOtherwise(this.played, { now })));
  }

  get conclusions(): Conclusions {
    const { facts, fields } = this.played;
    return {
      number: procedures.number(ORGANISATION, new Date(facts[0]!.recordedAt), this.sequence).value,
      nature: String(fields['nature']),
      bases: this.bases.map(nameOf),
      facts: facts.map(({ fact, occurredAt, recordedAt }) => words(fact, iso(occurredAt), iso(recordedAt))),
      clocks: Object.fromEntries(this.clocks.map((clock) => [clock.id, concluded(clock)])),
      warned: this.warnings.map(({ clock, at }) => words(iso(at), iso(at), clock)).sort(),
      missed: this.misses.map(({ id, dueAt, at }) => words(iso(dueAt), iso(at), id)).sort(),
      escalated: this.misses
        .filter(({ escalates }) => escalates)
        .map(({ id, dueAt, at }) => words(iso(dueAt), iso(at), id))
        .sort(),
      supervised: this.misses
        .filter(({ supervises }) => supervises)
        .map(({ id, at }) => words(iso(at), id))
        .sort(),
      abnormal: this.abnormal.map(({ kind, at }) => words(iso(at), kind)).sort(),
      callbacks: facts
        .filter(({ fact }) => fact === 'ticket.answered')
        .map(({ recordedAt }) => {
          const { owed, attempts, dueAt } = this.callbackOwed(recordedAt);
          return words(owed, attempts, dueAt === null ? null : dueAt.toISOString());
        }),
      onTime: this.onTime,
    };
  }

  private get bases(): BasisVersion[] {
    return this.under.map(({ basis }) => basis);
  }

  private get under(): Procedure[] {
    return [this.played.procedure, ...this.beside];
  }

  /** Of all procedures; one that two have from the same level, once. */
  private get clocks(): Clock[] {
    const all = this.under.flatMap((procedure) => playOtherwise(this.played, { procedure }).clocks);
    return [...new Map(all.toReversed().map((clock) => [clock.id, clock])).values()].toReversed();
  }

  get warnings(): { clock: string; at: number }[] {
    const { now } = this.played;
    return this.clocks.flatMap(({ id, warnings, endedAt, due }) =>
      warnings
        .filter(({ at }) => at <= (endedAt ?? now) && due.kind === 'at' && at < due.at)
        .map(({ at }) => ({ clock: id, at })),
    );
  }

  /** In time at the due instant; whoever watches notices it in the next millisecond. */
  get misses() {
    const late = this.clocks.filter((clock) => isLate(clock, this.played.now));
    return late.map(({ id, due, rule: { onMiss } }) => {
      const dueAt = (due as { at: number }).at;
      const at = dueAt + 1;
      const { fields } = playOtherwise(this.played, { now: at });
      const entries = onMiss.filter(({ when }) => when.holds(fields)).map(({ entry }) => entry);
      const roles = this.under.flatMap((procedure) => [...procedure.roles]);
      const ofGroup = new Set(roles.filter(([, { of }]) => of === 'group').map(([role]) => role));
      return {
        ...{ id, dueAt, at },
        supervises: entries.some(({ supervise }) => supervise === true),
        escalates: entries.some(({ escalateTo }) => escalateTo !== undefined && ofGroup.has(escalateTo)),
      };
    });
  }

  /** Each kind when the rules first propose it. */
  get abnormal(): { kind: string; at: number }[] {
    const looked = [
      ...this.played.facts.map(({ recordedAt }) => recordedAt),
      ...this.warnings.map(({ at }) => at),
      ...this.misses.map(({ at }) => at),
    ];
    const first = new Map<string, number>();
    for (const now of looked.toSorted((one, other) => one - other)) {
      for (const procedure of this.under) {
        const { fields } = playOtherwise(this.played, { procedure, now });
        for (const { rule, kind } of proposalsFor(procedure, fields)) {
          if (kind === 'abnormal' && !first.has(rule)) first.set(rule, now);
        }
      }
    }
    return [...first].map(([kind, at]) => ({ kind, at }));
  }

  private callbackOwed(answeredAt: number): CallbackDuty {
    const { division, nature, channelLevel } = this.played.fields as Record<string, string>;
    return procedures.callbackOwed(this.bases, {
      complaintId: '',
      division: division!,
      nature: nature as Nature,
      channelLevel: channelLevel as ChannelLevel,
      answeredAt: new Date(answeredAt),
    }).value;
  }

  /** By every clock that the answer stopped. */
  get onTime(): boolean | null {
    if (!ENDED.includes(this.played.state.stage)) return null;
    const answered = this.clocks.filter(({ state, endedBy }) => state === 'met' && endedBy === 'ticket.answered');
    return answered.every((clock) => !isLate(clock, this.played.now));
  }

  private standing({ state: { stage }, fields }: Played): Standing {
    const attempted = {
      stage: stage as Stage,
      channelLevel: fields['channelLevel'] as ChannelLevel,
      nature: fields['nature'] as Nature,
      paused: fields['paused'] === true,
      returns: Number(fields['returns'] ?? 0),
      fallbackUnit: fields['ofFallbackUnit'] === true,
      answerOwed: !ANSWERED.includes(stage),
      callbackOwed: stage === 'answered' && this.callbackOwed(this.played.now).owed,
    };
    const allowed = ACTING.map((role) => ({
      role,
      actions: procedures.allowedActions(this.bases, { ...attempted, role }, BY_ITS_DIVISION),
    }));
    return { stage, nature: attempted.nature, fallback: attempted.fallbackUnit, allowed };
  }
}

function concluded({ reason, state, startedBy, startedAt, due, pauses, metAt }: Clock): ConcludedClock {
  const runs = state === 'armed' || state === 'paused';
  return {
    basis: nameOf({ id: reason.basis, version: reason.version }),
    state: runs && due.kind !== 'at' ? 'notConfigured' : state,
    started: words(startedBy, iso(startedAt)),
    due: due.kind === 'at' && state !== 'paused' ? iso(due.at) : null,
    pauses: pauses.map(({ from, until, reason: why }) => words(why, iso(from), until === null ? null : iso(until))),
    met: metAt === null ? null : iso(metAt),
  };
}
