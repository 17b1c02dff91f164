import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('has the tables that the entities describe', async () => {
  const { upQueries } = await routing.get(DataSource).driver.createSchemaBuilder().log();

  expect(upQueries.map(({ query }) => query)).toEqual([]);
});
