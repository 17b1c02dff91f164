import type { BasisVersion } from '../answer.js';
import { isoDate } from '../calendar/civil-days.js';
import type { Fields } from '../conditions/fields.js';
import type { Organisations } from '../organisation.js';
import type { ProcedureBook } from '../procedure/load.js';
import type { Procedure } from '../procedure/procedure.js';

/** Which procedures apply to what, by the data of the organisations. */
export class Applied {
  private readonly known = new Map<string, Procedure>();
  private readonly wider = new Map<Procedure, ReadonlySet<string>>();

  /** Throws when an organisation names a procedure that nobody has written. */
  constructor(
    private readonly organisations: Organisations,
    private readonly book: ProcedureBook,
  ) {
    for (const procedure of book.all()) {
      this.known.set(keyOf(procedure.basis), procedure);
      this.wider.set(procedure, new Set(this.widerThan(procedure)));
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
    const fitting = this.organisations
      .of(organisation)
      .procedures.filter(({ when }) => when.holds(fields))
      .flatMap(({ procedure }) => this.inForce(procedure, at) ?? []);
    return fitting.filter(({ basis }) => !fitting.some((other) => this.wider.get(other)!.has(keyOf(basis))));
  }

  private inForce(id: string, at: number): Procedure | null {
    const versions = this.versions(id);
    // One that is always in force needs no date.
    if (versions.length === 1 && !versions[0]!.inForceFrom && !versions[0]!.inForceUntil) return versions[0]!;
    const date = isoDate(versions[0]!.calendar.days.of(at));
    return (
      versions.find(
        ({ inForceFrom, inForceUntil }) => (inForceFrom ?? '') <= date && date <= (inForceUntil ?? '9999'),
      ) ?? null
    );
  }

  private readonly byId = new Map<string, Procedure[]>();

  private versions(id: string): Procedure[] {
    const known = this.byId.get(id);
    if (known) return known;
    const versions = this.book.all().filter(({ basis }) => basis.id === id);
    this.byId.set(id, versions);
    return versions;
  }

  private widerThan(procedure: Procedure): string[] {
    return procedure.extends.flatMap((basis) => [keyOf(basis), ...this.widerThan(this.book.of(basis))]);
  }
}

const keyOf = ({ id, version }: BasisVersion) => `${id} ${version}`;
