import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyFact, type DataOf, type EventDefinition } from '@cc/contracts';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { ReportingModule } from '../src/reporting.module.js';

const folder = join(import.meta.dirname, '../../../libs/contracts/samples');

/** The contract's own samples: one of every kind of fact at least, all about one complaint. */
const samples = everyFact.flatMap((definition: EventDefinition) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${definition.type}.`))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object)
    .map((written) => ({ definition, data: definition.schema.parse(written) as DataOf<EventDefinition> })),
);

describe('every kind of fact', () => {
  let reporting: ServiceUnderTest;
  beforeAll(async () => {
    reporting = await startForTest(ReportingModule);
  }, 60_000);
  afterAll(() => reporting.stop());

  it('is archived, counted and told once, however often it arrives', async () => {
    for (const { definition, data } of samples) await reporting.receives(definition, data, { times: 2 });

    const archived = await reporting.query<{ type: string }>('select type from facts order by seq');
    expect(archived.map(({ type }) => type)).toEqual(samples.map(({ definition }) => definition.type));
    const { body } = await reporting.as({ role: 'platform-operator' }).post('/operator/reports/verify').expect(200);
    expect(body).toMatchObject({ facts: samples.length, differences: [], gaps: [] });
    const [{ dead }] = (await reporting.query<{ dead: number }>('select count(*)::int as dead from dead_letters')) as [
      { dead: number },
    ];
    expect(dead).toBe(0);
  });

  it.each(['zh', 'en'] as const)('has its words in %s, with no field left unfilled', async (lang) => {
    const told = await reporting.query<{ id: string }>(
      `select distinct complaint_id as id from facts where type in ('work.dispatched.v1', 'complaint.imported.v1')`,
    );

    expect(told.length).toBeGreaterThan(1);
    for (const { id } of told) {
      const { text } = await reporting
        .as({ role: 'viewer' })
        .get(`/complaints/${id}/story?lang=${lang}`)
        .accept('text/plain')
        .expect(200);

      expect(text).not.toMatch(/\{|undefined|\[object|\.v1/);
    }
  });
});
