import { join } from 'node:path';
import { fromFile, Parser, type AsyncAPIDocumentInterface } from '@asyncapi/parser';
import { everyDefinition } from '../everything.js';
import { flow, type ServiceName } from '../flow.js';
import { asyncapi } from './asyncapi.js';
import { docComments } from './doc-comments.js';

const WARNING = 1;

const services = Object.keys(flow) as ServiceName[];
const typesOf = (definitions: readonly { type: string }[]) => definitions.map(({ type }) => type);

describe('The published AsyncAPI document', () => {
  let document: AsyncAPIDocumentInterface;
  let complaints: string[];

  beforeAll(async () => {
    const read = await fromFile(new Parser(), join(__dirname, '../../../../docs/asyncapi.yaml')).parse();
    complaints = read.diagnostics
      .filter(({ severity }) => severity <= WARNING)
      .map(({ path, message }) => `${path.join('/')}: ${message}`);
    document = read.document!;
  });

  /** The types that a service sends or receives, whatever the channel. */
  const typesOfOperations = (service: ServiceName, action: 'send' | 'receive') =>
    document
      .operations()
      .filter((operation) => operation.id()!.startsWith(`${service}.${action}.`))
      .flatMap((operation) => operation.messages().map((message) => message.name()!));

  it('is valid for the official parser, with every schema it refers to', () => {
    expect(complaints).toEqual([]);
  });

  it.each(services)('says what %s sends and receives, as the map has it', (service) => {
    const { receives, consumes, publishes, tells } = flow[service];
    const outside = { submissions: 'submission.v1', workActions: 'work.action.v1' };

    expect(typesOfOperations(service, 'send')).toEqual([...typesOf(publishes), ...typesOf(tells)]);
    expect(typesOfOperations(service, 'receive')).toEqual([
      ...receives.map((kind) => outside[kind]),
      ...typesOf(consumes),
    ]);
  });

  it('names the topics of a party by the party, and the key of their records', () => {
    const topics = document.channels().map((channel) => ({
      address: channel.address(),
      parameters: channel.parameters().map((parameter) => parameter.id()),
      keys: [...new Set(channel.messages().map((message) => keyOf(message.bindings().get('kafka')?.value())))],
    }));

    expect(topics).toEqual([
      { address: 'complaints.submissions.{source}', parameters: ['source'], keys: ['`sourceId` of the payload'] },
      { address: 'complaints.receipts.{source}', parameters: ['source'], keys: ['`sourceId` of the payload'] },
      { address: 'complaints.progress.{source}', parameters: ['source'], keys: ['`sourceId` of the payload'] },
      { address: 'complaints.work.{division}', parameters: ['division'], keys: ['`complaintId` of the payload'] },
      {
        address: 'complaints.work-actions.{division}',
        parameters: ['division'],
        keys: ['`complaintId` of the payload'],
      },
      {
        address: 'complaints.escalations',
        parameters: [],
        keys: ['`complaintId` of the payload', '`caseId` of the payload'],
      },
      { address: 'complaints.reports', parameters: [], keys: ['`reportId` of the payload'] },
      { address: 'complaints.facts', parameters: [], keys: ['`complaintId` of the payload'] },
      { address: 'complaints.cases', parameters: [], keys: ['`caseId` of the payload'] },
    ]);
  });

  it('asks of a stranger the four headers of CloudEvents, and promises the scope on what the platform sends', () => {
    const required = (type: string) => {
      const headers = document.allMessages().get(type)!.headers()!;
      return (headers.allOf()?.[0] ?? headers).required();
    };

    expect(required('submission.v1')).toEqual(['ce_specversion', 'ce_type', 'ce_source', 'ce_id']);
    expect(required('work.order.v1')).toEqual(expect.arrayContaining(['ce_id', 'ce_organisation', 'ce_division']));
  });

  it('is not written while an event lacks a comment that says what it means', () => {
    const comments = new Map(everyDefinition.slice(1).map(({ type }) => [type, 'Something happened.']));

    expect(() => asyncapi('1.0.0', comments)).toThrow(/ has no comment: say above its definition what it means$/);
  });
});

const keyOf = (binding: unknown) => (binding as { key?: { description?: string } } | undefined)?.key?.description;

describe('What the source says of an event', () => {
  it('stands in the comment above it, or in one that begins with its type', () => {
    const source = `
      /** Not this one. */
      export const Other = z.object({});

      /**
       * 催办: the customer wants to know
       * why it takes so long.
       */
      export const UrgeRequested = defineEvent('urge.requested.v1', Requested);

      export const WorkOrder = defineEdgeMessage(
        'work.order.v1',
      /** \`submission.v1\`: one contact. */
      export const Submission = z.strictObject({`;

    expect([...docComments(source)]).toEqual([
      ['urge.requested.v1', '催办: the customer wants to know why it takes so long.'],
      ['submission.v1', 'One contact.'],
    ]);
  });
});
