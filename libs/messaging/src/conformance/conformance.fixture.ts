import { backlogCases } from './backlog-cases.fixture.js';
import { brokenCases } from './broken-cases.fixture.js';
import type { BrokerUnderTest } from './broker-under-test.fixture.js';
import { consumerCases } from './consumer-cases.fixture.js';
import { deadLetterCases } from './dead-letter-cases.fixture.js';
import { deliveryCases } from './delivery-cases.fixture.js';
import { edgeCases } from './edge-cases.fixture.js';
import { outageCases } from './outage-cases.fixture.js';
import { relayCases } from './relay-cases.fixture.js';
import { restoreCases } from './restore-cases.fixture.js';
import { Site } from './site.fixture.js';
import { startCases } from './start-cases.fixture.js';

export type Case = [promise: string, run: (site: Site, broker: BrokerUnderTest) => Promise<void>];

/** The suite that every broker passes: what the protocol promises, what has to go wrong for it, and what breaks without it. */
export function conformance(name: string, open: () => Promise<BrokerUnderTest>): void {
  describe(`messaging on ${name}`, () => {
    let broker: BrokerUnderTest;
    let site: Site;

    beforeAll(async () => {
      broker = await open();
    }, 60_000);

    afterAll(() => broker.close());

    beforeEach(async () => {
      site = await Site.open(process.env['DATABASE_URL']!, broker);
    }, 30_000);

    afterEach(() => site.close(), 30_000);

    it.each<Case>([
      ...deliveryCases,
      ...relayCases,
      ...consumerCases,
      ...edgeCases,
      ...startCases,
      ...backlogCases,
      ...deadLetterCases,
      ...outageCases,
      ...restoreCases,
    ])('%s', (_, run) => run(site, broker), 90_000);

    describe('broken on purpose', () => {
      it.each<Case>(brokenCases)('%s', (_, run) => run(site, broker), 90_000);
    });
  });
}
