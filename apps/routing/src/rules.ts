import { Inject, Injectable } from '@nestjs/common';
import { Unprocessable } from '@cc/messaging';
import type { Organisation, Organisations, Procedures } from '@cc/procedures';

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

  /** Without the organisation's data nothing can be decided: the event waits, parked, until it is there. */
  of(organisation: string): TicketRules {
    if (!this.organisations.ids().includes(organisation)) {
      throw new Unprocessable(`unknown organisation ${organisation}; known: ${this.organisations.ids().join(', ')}`);
    }
    return { procedures: this.procedures, organisation: this.organisations.of(organisation) };
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
