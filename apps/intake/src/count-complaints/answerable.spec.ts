import { engineProcedures, loadOrganisations, loadRuleBook, type Procedures } from '@cc/procedures';
import { Rules } from '../rules.js';
import { mustAnswer } from './answerable.js';
import { unknownTo } from './kept-fields.js';

const engine = engineProcedures();
const [day] = engine.lookBackRules('telecom-group');

describe('the rules over many complaints that the register can answer', () => {
  it('are all of every procedure we bring', () => {
    const rules = loadRuleBook()
      .procedures.all()
      .flatMap(({ lookBacks }) => lookBacks);

    expect(rules.length).toBeGreaterThan(10);
    expect(rules.map(unknownTo)).toEqual(rules.map(() => []));
  });

  it('are not those by a field or from an event that it does not keep: it says which, and starts no service', () => {
    const unknown: Procedures = {
      ...engine,
      lookBackRules: () => [day!, { ...day!, rule: 'meters', key: ['division', 'meter'], from: 'meter.read' }],
    };

    expect(() => mustAnswer(new Rules(unknown, loadOrganisations()))).toThrow(
      'telecom-group: meters of telecom-group-2019 2019 asks for the field meter and when meter.read happened',
    );
    expect(() => mustAnswer(new Rules(engine, loadOrganisations()))).not.toThrow();
  });
});
