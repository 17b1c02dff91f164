import { everySchema } from '../everything.js';
import { flow } from '../flow.js';
import { flowPage } from './flow-page.js';
import { jsonSchemaOf } from './json-schema.js';
import { topicTable } from './topic-table.js';

describe('The generated documents', () => {
  it.each(Object.entries(everySchema))('describe %s as it stands on the wire', (type, schema) => {
    const written = jsonSchemaOf(type, schema);

    expect(written).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:complaints:${type}`,
      title: type,
      type: 'object',
    });
  });

  it('tell a source what may be left out, what is refused and what a field means', () => {
    const written = jsonSchemaOf('submission.v1', everySchema['submission.v1']!);

    expect(written).toMatchObject({
      required: ['source', 'sourceId', 'occurredAt', 'channel', 'items'],
      additionalProperties: false,
      properties: {
        occurredAt: { type: 'string', format: 'date-time', description: expect.stringContaining('受理时间') as string },
      },
    });
  });

  it('name every service, every type and every topic with its readers and writers', () => {
    const page = flowPage();

    const missing = [...Object.keys(flow), ...Object.keys(everySchema)].filter((name) => !page.includes(name));

    expect(missing).toEqual([]);
    expect(
      topicTable()
        .flat()
        .filter((cell) => cell === ''),
    ).toEqual([]);
  });
});
