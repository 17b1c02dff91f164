import { join } from 'node:path';
import { loadCalendars } from './calendar/load.js';
import { playExamples } from './examples/load.js';
import type { DataProblem } from './load/problem.js';
import { loadProcedures } from './procedure/load.js';

const DATA = join(import.meta.dirname, '../data');

describe('the procedures we bring', () => {
  const problems: DataProblem[] = [];
  const calendars = loadCalendars(join(DATA, 'calendars'), problems);
  const book = loadProcedures(join(DATA, 'procedures'), calendars, problems);
  const played = playExamples(join(DATA, 'procedures'), book, problems);

  it('are whole, and so are their examples', () => {
    expect(problems).toEqual([]);
  });

  it.each(played.map((one) => [`${one.played.procedure.basis.id}: ${one.name}`, one] as const))('%s', (_name, one) => {
    expect(one.played.misses).toEqual([]);
  });
});
