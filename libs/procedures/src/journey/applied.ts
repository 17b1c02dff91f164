import type { BasisVersion } from '../answer.js';
import { dayOfDate } from '../calendar/civil-days.js';
import type { Fields } from '../conditions/fields.js';
import type { Organisations } from '../organisation.js';
import type { ProcedureBook } from '../procedure/load.js';
import type { Procedure } from '../procedure/procedure.js';

/** Which procedures apply to what, by the data of the organisations. */
export class Applied {
  private readonly known = new Map<string, Procedure>();
  private readonly wider = new Map<Procedure, ReadonlySet<Procedure>>();
  private readonly versions = new Map<string, Version[]>();

  /** Throws when an organisation names a procedure that nobody has written. */
  constructor(
    private readonly organisations: Organisations,
    private readonly book: ProcedureBook,
  ) {
    for (const procedure of book.all()) {
      this.known.set(keyOf(procedure.basis), procedure);
      this.wider.set(procedure, new Set(this.widerThan(procedure)));
      const { id } = procedure.basis;
      this.versions.set(id, [...(this.versions.get(id) ?? []), versionOf(procedure)]);
    }
    const ids = new Set(book.all().map(({ basis }) => basis.id));
    for (const id of organisations.ids()) {
      const missing = organisations.of(id).procedures.filter(({ procedure }) => !ids.has(procedure));
      if (missing.length > 0) {
        const names = missing.map(({ procedure }) => procedure).join(', ');
        throw new Error(
          `organisation "${id}" applies procedures that are not there: ${names}; see its organisation.yaml`,
        );
      }
    }
  }

  /** Those a ticket runs under. Throws on one that nobody has written: a ticket without its clocks must not pass for one that has none. */
  of(bases: readonly BasisVersion[]): Procedure[] {
    return bases.map((basis) => this.known.get(keyOf(basis)) ?? this.book.of(basis));
  }

  /** Those a complaint falls under at an instant: of two of which one extends the other, the narrower. */
  to(organisation: string, fields: Fields, at: number): Procedure[] {
    const fitting: Procedure[] = [];
    for (const { procedure, when } of this.organisations.of(organisation).procedures) {
      const version = when.holds(fields) ? this.inForce(procedure, at) : null;
      if (version) fitting.push(version);
    }
    return fitting.filter((procedure) => !fitting.some((other) => this.wider.get(other)!.has(procedure)));
  }

  /** Those that a complaint of the organisation may fall under at some time. */
  ever(organisation: string): Procedure[] {
    const { procedures } = this.organisations.of(organisation);
    return procedures.flatMap(({ procedure }) =>
      this.versions.get(procedure)!.map(({ procedure: version }) => version),
    );
  }

  private inForce(id: string, at: number): Procedure | null {
    const versions = this.versions.get(id)!;
    // One that is always in force needs no date.
    if (versions.every(({ from, until }) => from === ALWAYS.from && until === ALWAYS.until))
      return versions[0]!.procedure;
    const day = versions[0]!.procedure.calendar.days.of(at);
    return versions.find(({ from, until }) => from <= day && day <= until)?.procedure ?? null;
  }

  private widerThan(procedure: Procedure): Procedure[] {
    return procedure.extends.map((basis) => this.book.of(basis)).flatMap((wider) => [wider, ...this.widerThan(wider)]);
  }
}

const keyOf = ({ id, version }: BasisVersion) => `${id} ${version}`;

/** A version with the days on which it is in force. */
interface Version {
  procedure: Procedure;
  from: number;
  until: number;
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

function versionOf(procedure: Procedure): Version {
  const { inForceFrom, inForceUntil } = procedure;
  return {
    procedure,
    from: inForceFrom === null ? ALWAYS.from : dayOfDate(inForceFrom),
    until: inForceUntil === null ? ALWAYS.until : dayOfDate(inForceUntil),
  };
}
