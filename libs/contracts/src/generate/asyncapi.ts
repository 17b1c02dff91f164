import { z } from 'zod';
import { EventHeaders, HEADER } from '../cloud-event.js';
import { headerRules } from '../edge/record-headers.js';
import { SUBMISSION_TYPE } from '../edge/submission.js';
import { WORK_ACTION_TYPE } from '../edge/work.js';
import { CASES, FACTS, type EventDefinition } from '../event.js';
import { everyDefinition } from '../everything.js';
import { flow, type ServiceName } from '../flow.js';
import { PARTITIONS, topics } from '../topics.js';

const PARAMETERS = {
  source: 'A party that submits complaints, for instance `cc-44`, the call centre of Guangdong.',
  division: 'A party that works on complaints, for instance `44`, the province of Guangdong (GB/T 2260).',
};
const [source, division] = ['{source}', '{division}'];

/** Every topic that carries messages; `internal` ones are read and written by the platform's own services alone. */
const CHANNELS = {
  submissions: { address: topics.submissions(source), description: '投诉提交: what a source pushes to the platform.' },
  receipts: { address: topics.receipts(source), description: '受理回执: what became of each submission of a source.' },
  progress: { address: topics.progress(source), description: '进度: what has since happened to its complaints.' },
  work: {
    address: topics.work(division),
    description: '工单: work for a division, what changes about it, and the answers to its actions.',
  },
  workActions: { address: topics.workActions(division), description: '工单操作: what a division does about its work.' },
  escalations: {
    address: topics.escalations,
    description: '升级: missed clocks, and cases of many complaints, that go up to headquarters.',
  },
  reports: { address: topics.reports, description: '定期报表: counts of a period that are frozen, for headquarters.' },
  facts: {
    address: FACTS,
    description: 'Internal. The journal (总账): every fact and request about a complaint, in one order per complaint.',
  },
  cases: {
    address: CASES,
    description: 'Internal. Facts over many complaints (群体投诉), in one order per case.',
  },
} as const;
type Channel = keyof typeof CHANNELS;

/** What parties outside send, and the field that is the key of its record. */
const FROM_OUTSIDE = {
  submissions: { type: SUBMISSION_TYPE, key: 'sourceId' },
  workActions: { type: WORK_ACTION_TYPE, key: 'complaintId' },
} as const;

interface Message {
  type: string;
  channel: Channel;
  /** The field of the payload that is the key of the record. */
  key: string;
  headers: object;
}

const messages: readonly Message[] = [
  ...Object.entries(FROM_OUTSIDE).map(([channel, { type, key }]) => ({
    type,
    key,
    channel: channel as Channel,
    headers: headersFromOutside(type),
  })),
  ...everyDefinition.map((definition) => ({
    type: definition.type,
    ...placeOf(definition),
    headers: {
      type: 'object',
      allOf: [
        { $ref: '#/components/schemas/eventHeaders' },
        { properties: { [HEADER.type]: { const: definition.type } } },
      ],
    },
  })),
];

/** The AsyncAPI 3 document of everything that travels by Kafka; `says` is what the source says of each type. */
export function asyncapi(version: string, says: ReadonlyMap<string, string>): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Complaint platform',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: mapped(Object.keys(CHANNELS) as Channel[], channelObject),
    operations: Object.fromEntries((Object.keys(flow) as ServiceName[]).flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(messages.map((message) => [message.type, messageObject(message, says)])),
      schemas: { eventHeaders: schemaOf(EventHeaders) },
    },
  };
}

const DESCRIPTION =
  `Everything that travels by Kafka. Parties outside read and write only topics of their own (submissions,
receipts and progress of a source; work and actions of a division; escalations of headquarters); the journal is internal
and may change with the services. Messages are CloudEvents 1.0 in Kafka binary mode: the value is JSON, the headers say
what it is. An operation is named after the service of the platform that does it: what it sends, the other party receives.
An optional field may come to a message at any time, so readers let pass what they do not know; any other change is a new
type, \`v2\`. A record may come twice after a failure: drop one whose \`${HEADER.id}\` was seen.`.replaceAll('\n', ' ');

function channelObject(channel: Channel): object {
  const { address, description } = CHANNELS[channel];
  const named = Object.entries(PARAMETERS).filter(([name]) => address.includes(`{${name}}`));
  return {
    address,
    description,
    ...(named.length > 0 && {
      parameters: Object.fromEntries(named.map(([name, text]) => [name, { description: text }])),
    }),
    messages: mapped(
      messages.filter((message) => message.channel === channel).map(({ type }) => type),
      (type) => ({ $ref: `#/components/messages/${type}` }),
    ),
    bindings: { kafka: { partitions: PARTITIONS[channel], bindingVersion: KAFKA_BINDING } },
  };
}

const KAFKA_BINDING = '0.5.0';

function messageObject({ type, key, headers }: Message, says: ReadonlyMap<string, string>): object {
  const description = says.get(type);
  if (description === undefined) throw new Error(`${type} has no comment: say above its definition what it means`);
  return {
    name: type,
    title: type,
    description,
    contentType: 'application/json',
    headers,
    payload: { $ref: `./schemas/${type}.json` },
    bindings: {
      kafka: { key: { type: 'string', description: `\`${key}\` of the payload` }, bindingVersion: KAFKA_BINDING },
    },
  };
}

function operationsOf(service: ServiceName): [string, object][] {
  const { receives, consumes, publishes, tells } = flow[service];
  const byChannel = (definitions: readonly EventDefinition[]) => [
    ...Map.groupBy(definitions, (definition) => placeOf(definition).channel),
  ];
  return [
    ...receives.map((channel) =>
      operation(service, 'receive', channel, [FROM_OUTSIDE[channel].type], 'From parties outside'),
    ),
    ...byChannel(consumes).map(([channel, heard]) =>
      operation(service, 'receive', channel, typesOf(heard), 'What it hears from other services'),
    ),
    ...byChannel(publishes).map(([channel, facts]) =>
      operation(service, 'send', channel, typesOf(facts), 'What it alone decides'),
    ),
    ...byChannel(tells).map(([channel, told]) =>
      operation(service, 'send', channel, typesOf(told), 'To parties outside'),
    ),
  ].flat();
}

function operation(
  service: ServiceName,
  action: 'send' | 'receive',
  channel: Channel,
  types: readonly string[],
  summary: string,
): [string, object][] {
  if (types.length === 0) return [];
  const content = {
    action,
    summary: `${service}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    tags: [{ name: service }],
    channel: { $ref: `#/channels/${channel}` },
    messages: types.map((type) => ({ $ref: `#/channels/${channel}/messages/${type}` })),
  };
  return [[`${service}.${action}.${channel}`, content]];
}

/** Asks the definition itself where its records go, with names in place of values. */
function placeOf({ type, route }: EventDefinition): { channel: Channel; key: string } {
  const data = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
  const { topic, key } = route({ organisation: '{organisation}', division, unit: '{unit}', data });
  const channel = (Object.keys(CHANNELS) as Channel[]).find((name) => CHANNELS[name].address === topic);
  if (channel === undefined) throw new Error(`${type} goes to ${topic}, which no channel describes`);
  return { channel, key: key.slice(1, -1) };
}

function headersFromOutside(type: string): object {
  const rules = Object.entries(headerRules(type));
  return {
    type: 'object',
    required: rules.filter(([, { required }]) => required).map(([name]) => name),
    properties: {
      ...Object.fromEntries(
        rules.map(([name, { only, right }]) => [
          name,
          { type: 'string', ...(only === undefined ? { description: `${right.zh} · ${right.en}` } : { const: only }) },
        ]),
      ),
      [HEADER.traceparent]: { type: 'string', description: 'W3C Trace Context; carried through to the last answer' },
    },
  };
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, additionalProperties: __, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

const typesOf = (definitions: readonly { type: string }[]) => definitions.map(({ type }) => type);

const mapped = <Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));
