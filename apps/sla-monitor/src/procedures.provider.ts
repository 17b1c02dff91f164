import { engineProcedures, loadOrganisations, type Organisations, type Procedures } from '@cc/procedures';
import type { FactoryProvider } from '@nestjs/common';
import { mustCount } from './count-together/must-count.js';

/** Injects the rules: `@Inject(PROCEDURES) rules: Procedures`. */
export const PROCEDURES = Symbol('procedures');

/** Injects the organisations: `@Inject(ORGANISATIONS) organisations: Organisations`. */
export const ORGANISATIONS = Symbol('organisations');

export const organisationsProvider: FactoryProvider<Organisations> = {
  provide: ORGANISATIONS,
  useFactory: () => loadOrganisations(),
};

export const proceduresProvider: FactoryProvider<Procedures> = {
  provide: PROCEDURES,
  useFactory: (organisations: Organisations) => mustCount(engineProcedures(organisations), organisations.ids()),
  inject: [ORGANISATIONS],
};
