import type { Organisation, Organisations, Procedures, Source } from '@cc/procedures';
import { knownOrganisation } from '@cc/service-kit';

/** A party that submits (来源), with the organisation whose intake it is. */
export interface SubmittingParty {
  source: Source;
  organisation: Organisation;
}

/** The rules of every organisation; bound in the module. */
export class Rules {
  constructor(
    readonly procedures: Procedures,
    private readonly organisations: Organisations,
  ) {}

  of(organisation: string): Organisation {
    return knownOrganisation(this.organisations, organisation);
  }

  organisationIds(): readonly string[] {
    return this.organisations.ids();
  }

  party(source: string): SubmittingParty | undefined {
    for (const id of this.organisations.ids()) {
      const organisation = this.organisations.of(id);
      const found = organisation.sources.find((each) => each.id === source);
      if (found) return { source: found, organisation };
    }
    return undefined;
  }
}
