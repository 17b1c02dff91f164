import { schemaDifferences, startForTest, type ServiceUnderTest } from '@cc/testing';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('has the tables that the entities describe', async () => {
  expect(await schemaDifferences(routing)).toEqual([]);
});
