import fc from 'fast-check';
import { join } from 'node:path';
import { calendars } from '../procedure/folder.fixture.js';
import { loadProcedures } from '../procedure/load.js';
import { fieldsFor, fieldsFrom } from './decide.js';

const book = loadProcedures(join(import.meta.dirname, '../../data/procedures'), calendars);

it('a question asked alone has the answer that it has among all others', () => {
  const asked = book
    .all()
    .flatMap((procedure) => procedure.decisions.map(({ field }) => ({ procedure, questions: [field] as const })));
  const said = fc.record(
    {
      settledOnTheSpot: fc.boolean(),
      channelLevel: fc.constantFrom('province', 'group', 'appeal'),
      verified: fc.constantFrom('true', 'untrue', 'unclear'),
      earlier: fc.constantFrom('none', 'open', 'closed'),
      severity: fc.constantFrom('major', 'ordinary'),
      riskFlags: fc.subarray(['mediaExposure']),
    },
    { requiredKeys: [] },
  );

  fc.assert(
    fc.property(fc.constantFrom(...asked), said, ({ procedure, questions }, fields) => {
      const [question] = questions;

      expect(fieldsFor(questions, procedure, fields)[question]).toEqual(fieldsFrom(procedure, fields)[question]);
    }),
    { numRuns: 1000 },
  );
});
