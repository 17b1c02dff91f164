import { engineProcedures, type Procedures } from '@cc/procedures';
import type { FactoryProvider } from '@nestjs/common';

/** Injects the rules: `@Inject(PROCEDURES) rules: Procedures`. */
export const PROCEDURES = Symbol('procedures');

export const proceduresProvider: FactoryProvider<Procedures> = {
  provide: PROCEDURES,
  useFactory: () => engineProcedures(),
};
