import { Inject, Injectable } from '@nestjs/common';
import type { Organisation, Organisations, Procedures } from '@cc/procedures';
import { knownOrganisation } from '@cc/service-kit';

/** Where the rule engine and the organisations' data are bound; see the module. */
export const PROCEDURES = Symbol('procedures');
export const ORGANISATIONS = Symbol('organisations');

/** What the decisions about one ticket ask. */
export interface TicketRules {
  procedures: Procedures;
  organisation: Organisation;
}

/** The rules of every organisation. */
@Injectable()
export class Rules {
  constructor(
    @Inject(PROCEDURES) readonly procedures: Procedures,
    @Inject(ORGANISATIONS) readonly organisations: Organisations,
  ) {}

  of(organisation: string): TicketRules {
    return { procedures: this.procedures, organisation: knownOrganisation(this.organisations, organisation) };
  }

  /** Whose division has a topic of its own. */
  ofDivision(division: string): Organisation {
    const all = this.organisations.ids().map((id) => this.organisations.of(id));
    const found = all.find((organisation) => organisation.division(division) !== undefined);
    if (!found)
      throw new Error(`no organisation has a division ${division}: DIVISIONS and the organisation data differ`);
    return found;
  }
}
