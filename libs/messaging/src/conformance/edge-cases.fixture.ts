import { HEADER, topics, type ComplaintId } from '@cc/contracts';
import type { RecordToSend } from '../broker/broker.js';
import type { Case } from './conformance.fixture.js';
import { POISON } from './urges.fixture.js';

const DIVISION = '44';
const ACTIONS = topics.workActions(DIVISION);

/** As a bridge sends it that copies the headers of our message into its answer, or makes some up. */
const withHeadersOfOurs = (key: string, value: string, publisher: string, position: string): RecordToSend => ({
  key: Buffer.from(key),
  value: Buffer.from(value),
  headers: { [HEADER.publisher]: publisher, [HEADER.position]: position },
});

export const edgeCases: Case[] = [
  [
    'what a party outside sends is taken as it comes, whatever it writes into the headers that we number with',
    async (site) => {
      const key: ComplaintId = site.streamId(0);
      await site.broker.createTopics([{ topic: ACTIONS, partitions: 1 }]);
      const routing = await site.start('routing', { edgeParties: { submissions: [], workActions: [DIVISION] } });

      const records = [
        withHeadersOfOurs(key, '0', 'routing', '17'),
        withHeadersOfOurs(key, '1', 'routing', '17'),
        withHeadersOfOurs(key, '2', 'routing', '3'),
        withHeadersOfOurs(key, '3', 'nul\0byte', '1'),
        withHeadersOfOurs(key, POISON, 'nul\0byte', '2'),
        withHeadersOfOurs(site.streamId(1), '0', 'nobody', '2'),
      ];
      for (const record of records) await site.broker.send([{ topic: ACTIONS, partition: 0, records: [record] }]);

      const applied = () => site.query('routing', `select stream, number from applied order by place`);
      await site.until(async () => (await applied()).length === 5);
      expect(await applied()).toEqual([
        ...[0, 1, 2, 3].map((number) => ({ stream: key, number })),
        { stream: site.streamId(1), number: 0 },
      ]);
      expect(await routing.messaging.deadLetters.list()).toMatchObject([{ topic: ACTIONS, stream: key, offset: '4' }]);
      expect(routing.log.filter((line) => line.includes('missing'))).toEqual([]);
      expect(await site.query('routing', `select from positions where topic = $1`, [ACTIONS])).toEqual([]);
    },
  ],
];
