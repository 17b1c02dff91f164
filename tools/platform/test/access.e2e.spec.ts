import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessOf, FACTS } from '@cc/contracts';
import { parties } from '@cc/hub';
import {
  applyAccess,
  givePasswords,
  kafkaBroker,
  type Broker,
  type BrokerRecord,
  type ConsumerSession,
  type KafkaConnection,
  type KafkaSecurity,
} from '@cc/messaging';
import {
  createDatabase,
  filesIn,
  freePort,
  passwordFileIn,
  provideInstallation,
  startKafka,
  startService,
  writeIdentity,
  type RunningKafka,
  type RunningService,
} from '@cc/stack';
import { Issuer } from '@cc/token';
import kafkajs from 'kafkajs';
import { openEntrance, type Entrance } from '../src/entrance.js';

const silent = { log() {}, warn() {}, error() {} };

let dir: string;
let kafka: RunningKafka;
let entrance: Entrance;
const open: Broker[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'access-'));
  kafka = await startKafka({ dataDir: join(dir, 'kafka'), own: true, guardedBy: join(dir, 'access') });
  entrance = await openEntrance(kafka, join(dir, 'access'));
}, 120_000);
afterEach(async () => {
  await Promise.all(open.splice(0).map((broker) => broker.close()));
});
afterAll(() => kafka?.stop());

/** Comes by certificate or by password, as a party or a service would. */
type Way = 'certificate' | 'password';

function as(principal: string, way: Way = 'certificate'): Broker {
  const own = join(dir, 'access', principal);
  const { caFile, certificateFile, keyFile } = filesIn(own);
  return way === 'certificate'
    ? coming(kafka.brokers, { caFile, certificate: { certificateFile, keyFile } })
    : coming(kafka.passwordBrokers!, { caFile, login: { username: principal, passwordFile: passwordFileIn(own) } });
}

function coming(brokers: string, security: KafkaSecurity | undefined): Broker {
  const broker = kafkaBroker({ brokers, clientId: 'spec', security, log: silent });
  open.push(broker);
  return broker;
}

const administrator = (): KafkaConnection => {
  const { caFile, certificateFile, keyFile } = kafka.guard!.administrator;
  const security = { caFile, certificate: { certificateFile, keyFile } };
  return { brokers: kafka.brokers, clientId: 'spec', log: silent, security };
};

const write = (broker: Broker, topic: string, value = 'x') =>
  broker.send([{ topic, partition: 0, records: [{ key: null, value: Buffer.from(value), headers: {} }] }]);

const read = async (broker: Broker, topic: string, group: string) =>
  String((await lastRecord(broker, topic, group)).value);

/** The last record of a topic, read as a member of a group. */
async function lastRecord(broker: Broker, topic: string, group: string): Promise<BrokerRecord> {
  const values = Promise.withResolvers<BrokerRecord>();
  const session: ConsumerSession = {
    startAt: async (places) => places.map((place) => ({ ...place, offset: 0n })),
    revoked: () => undefined,
    apply: async ({ records, end }) => {
      values.resolve(records.at(-1)!);
      return end;
    },
  };
  const consumption = await broker.consume(group, [topic], session);
  const died = consumption.died.then((error) => {
    throw error;
  });
  return await Promise.race([values.promise, died]).finally(() => consumption.stop().catch(() => undefined));
}

describe.each<Way>(['certificate', 'password'])('whoever comes by %s', (way) => {
  it.each([
    ['division-44', 'complaints.work.44', 'complaints.work-actions.44'],
    ['division-g1', 'complaints.work.g1', 'complaints.work-actions.g1'],
    ['division-g2', 'complaints.work.g2', 'complaints.work-actions.g2'],
    ['division-p-cloud', 'complaints.work.p-cloud', 'complaints.work-actions.p-cloud'],
    ['source-cc-44', 'complaints.receipts.cc-44', 'complaints.submissions.cc-44'],
  ])(
    'as %s reads %s and writes %s',
    async (principal, reads, writes) => {
      await write(as(reads.includes('work') ? 'routing' : 'intake'), reads, `for ${principal}`);

      expect(await read(as(principal, way), reads, `${principal}.desk`)).toBe(`for ${principal}`);
      await expect(write(as(principal, way), writes)).resolves.toHaveLength(1);
    },
    60_000,
  );

  it('as headquarters reads escalations', async () => {
    await write(as('sla-monitor'), 'complaints.escalations', 'to the group');

    expect(await read(as('headquarters', way), 'complaints.escalations', 'headquarters.desk')).toBe('to the group');
  }, 60_000);

  it.each([
    ['division-44', 'complaints.work.43'],
    ['division-44', 'complaints.work-actions.44'],
    ['division-44', FACTS],
    ['division-g2', 'complaints.work.44'],
    ['source-cc-44', 'complaints.receipts.cc-43'],
    ['source-cc-44', 'complaints.submissions.cc-44'],
    ['headquarters', FACTS],
    ['sla-monitor', 'complaints.submissions.cc-44'],
    ['notification', 'complaints.work.44'],
  ])(
    'as %s is refused to read %s, in words',
    async (principal, topic) => {
      await expect(read(as(principal, way), topic, `${principal}.desk`)).rejects.toThrow(
        `Kafka does not let ${principal} read ${topic}: hub access show ${principal} lists what it may do`,
      );
    },
    60_000,
  );

  it.each([
    ['division-44', 'complaints.work-actions.43'],
    ['division-44', 'complaints.work.44'],
    ['division-44', FACTS],
    ['source-cc-44', 'complaints.submissions.cc-43'],
    ['source-cc-44', 'complaints.receipts.cc-44'],
    ['headquarters', 'complaints.escalations'],
    ['reporting', FACTS],
    ['notification', 'complaints.escalations'],
    ['routing', 'complaints.receipts.cc-44'],
    ['intake', 'complaints.work.44'],
  ])(
    'as %s is refused to write %s, in words',
    async (principal, topic) => {
      await expect(write(as(principal, way), topic)).rejects.toThrow(
        `Kafka does not let ${principal} write ${topic}: hub access show ${principal} lists what it may do`,
      );
    },
    60_000,
  );

  it('as the autoscaler sees how long a topic is, and cannot read it', async () => {
    await expect(as('autoscaler', way).bounds(FACTS)).resolves.toHaveLength(24);
    await expect(read(as('autoscaler', way), FACTS, 'reporting')).rejects.toThrow(
      /Kafka does not let autoscaler|autoscaler may not use that group/,
    );
  }, 60_000);

  it.each(['division-43.desk', 'division-4', 'routing', 'desk'])(
    'as division-44 is refused the group %s, in words',
    async (group) => {
      await expect(read(as('division-44', way), 'complaints.work.44', group)).rejects.toThrow(
        `coordinator of the group ${group}. If the broker answers others, division-44 may not use that group`,
      );
    },
    60_000,
  );
});

it('a record bears the time at which the broker took it, whatever the party writes', async () => {
  const began = Date.now();
  const client = new kafkajs.Kafka({ ...entrance.clientOf('division-43'), logLevel: kafkajs.logLevel.NOTHING });
  const producer = client.producer();
  await producer.connect();
  const messages = [{ value: 'long ago', timestamp: String(Date.parse('1999-12-31T00:00:00Z')) }];
  await producer.send({ topic: 'complaints.work-actions.43', messages });
  await producer.disconnect();

  const { value, appendedAt } = await lastRecord(as('routing'), 'complaints.work-actions.43', 'routing');

  expect(String(value)).toBe('long ago');
  expect(appendedAt.getTime()).toBeGreaterThanOrEqual(began);
}, 60_000);

describe('whoever cannot prove who it is', () => {
  const ca = () => filesIn(join(dir, 'access', 'division-44')).caFile;

  it('is told that the password is not accepted, and the password is not told', async () => {
    const passwordFile = join(dir, 'wrong');
    writeFileSync(passwordFile, 'hunter2');
    const broker = coming(kafka.passwordBrokers!, { caFile: ca(), login: { username: 'division-44', passwordFile } });

    const refusal = await broker.bounds('complaints.work.44').catch((error: Error) => error.message);

    expect(refusal).toContain('Kafka does not accept the password of division-44');
    expect(refusal).not.toContain('hunter2');
  }, 60_000);

  it('is refused with a certificate that has expired', async () => {
    const { authority } = kafka.guard!;
    const term = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2026-02-01T00:00:00Z') };
    const expired = await authority.issue('division-44', { term });
    const certificate = await writeIdentity(join(dir, 'expired'), expired, authority);

    await expect(coming(kafka.brokers, { caFile: ca(), certificate }).bounds('complaints.work.44')).rejects.toThrow(
      /Kafka does not accept the certificate of division-44/,
    );
  }, 60_000);

  it('is refused with a certificate of another authority, and trusts no broker that another vouches for', async () => {
    const others = join(dir, 'others');
    await provideInstallation(others, ['division-44'], kafka.brokers, ['localhost']);
    const theirs = filesIn(join(others, 'division-44'));

    await expect(
      coming(kafka.brokers, { caFile: ca(), certificate: theirs }).bounds('complaints.work.44'),
    ).rejects.toThrow(/Kafka does not accept the certificate of division-44/);
    await expect(
      coming(kafka.brokers, { caFile: theirs.caFile, certificate: theirs }).bounds('complaints.work.44'),
    ).rejects.toThrow(/division-44 does not trust the broker/);
  }, 60_000);

  it('is refused without one, and in the clear', async () => {
    await expect(coming(kafka.brokers, { caFile: ca() }).bounds(FACTS)).rejects.toThrow(
      'Kafka does not accept the certificate of ANONYMOUS',
    );
    await expect(coming(kafka.brokers, undefined).bounds(FACTS)).rejects.toThrow('Closed connection');
    await expect(as('division-44').bounds('complaints.work.44')).resolves.toHaveLength(1);
  }, 60_000);
});

it('lets a password be replaced: the next connection reads the new one, the old one ends', async () => {
  const passwordFile = join(dir, 'division-11.password');
  const { caFile } = filesIn(join(dir, 'access', 'division-11'));
  const login = { username: 'division-11', passwordFile };
  writeFileSync(passwordFile, 'the first, long enough');
  await givePasswords(administrator(), new Map([['division-11', 'the first, long enough']]));
  const lasting = coming(kafka.passwordBrokers!, { caFile, login });
  await lasting.bounds('complaints.work.11');

  await givePasswords(administrator(), new Map([['division-11', 'the second, long enough']]));
  const withTheOld = coming(kafka.passwordBrokers!, { caFile, login });
  await expect(withTheOld.bounds('complaints.work.11')).rejects.toThrow('does not accept the password of division-11');
  writeFileSync(passwordFile, 'the second, long enough\n');

  await expect(withTheOld.bounds('complaints.work.11')).resolves.toHaveLength(1);
}, 60_000);

it('lets a replaced password stay replaced when the platform starts again', async () => {
  const passwordFile = join(dir, 'division-12.password');
  const { caFile } = filesIn(join(dir, 'access', 'division-12'));
  writeFileSync(passwordFile, 'the replaced one, long enough');
  await givePasswords(administrator(), new Map([['division-12', 'the replaced one, long enough']]));

  await openEntrance(kafka, join(dir, 'access'));

  const replaced = coming(kafka.passwordBrokers!, { caFile, login: { username: 'division-12', passwordFile } });
  await expect(replaced.bounds('complaints.work.12')).resolves.toHaveLength(1);
  await expect(as('division-12', 'password').bounds('complaints.work.12')).rejects.toThrow(
    'does not accept the password of division-12',
  );
}, 60_000);

describe('the access lists', () => {
  const access = () => accessOf(parties());

  it('are what the flow and the data say, and stay it', async () => {
    expect(await applyAccess(administrator(), access())).toEqual({ granted: [], taken: [] });
  });

  it('lose what goes beyond it, of a party that is no more too, and keep what belongs to others', async () => {
    const admin = new kafkajs.Kafka({ ...entrance.clientOf(), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const rule = (principal: string) => ({
      resourceType: kafkajs.AclResourceTypes.TOPIC,
      resourceName: FACTS,
      resourcePatternType: kafkajs.ResourcePatternTypes.LITERAL,
      principal: `User:${principal}`,
      host: '*',
      operation: kafkajs.AclOperationTypes.READ,
      permissionType: kafkajs.AclPermissionTypes.ALLOW,
    });
    const strange = ['division-44', 'division-closed', 'mirror-maker'].map(rule);
    await admin.createAcls({ acl: strange });

    const check = await applyAccess(administrator(), access(), { dryRun: true });
    const applied = await applyAccess(administrator(), access());
    const after = await applyAccess(administrator(), access());

    expect(applied).toEqual({
      granted: [],
      taken: [`division-44 may read topic ${FACTS}`, `division-closed may read topic ${FACTS}`],
    });
    expect(check).toEqual(applied);
    expect(after).toEqual({ granted: [], taken: [] });
    expect((await admin.describeAcls(rule('mirror-maker'))).resources).toHaveLength(1);
    await admin.deleteAcls({ filters: [rule('mirror-maker')] });
    await admin.disconnect();
  }, 60_000);

  it('can be changed by the administrator alone', async () => {
    const { KAFKA_BROKERS: brokers, ...files } = entrance.variablesOf('intake');
    const security = {
      caFile: files['KAFKA_CA_FILE']!,
      certificate: { certificateFile: files['KAFKA_CERTIFICATE_FILE']!, keyFile: files['KAFKA_KEY_FILE']! },
    };

    await expect(applyAccess({ brokers: brokers!, clientId: 'spec', log: silent, security }, access())).rejects.toThrow(
      'Kafka does not let intake see topics or access lists',
    );
  });
});

describe('a service that is refused', () => {
  const start = async (principal: string): Promise<RunningService> => {
    const issuer = await Issuer.create(join(dir, 'keys'));
    const { reporting } = await createDatabase(process.env['DATABASE_URL']!, 'access_spec', ['reporting']);
    return startService({
      name: 'reporting',
      appDir: join(import.meta.dirname, '..', '..', '..', 'apps', 'reporting'),
      port: await freePort(),
      logFile: join(dir, 'reporting.log'),
      env: {
        ...entrance.variablesOf(principal),
        REPORTING_DATABASE_URL: reporting!,
        JWT_KEY_SET: issuer.keySetFile,
        JWT_ISSUER: issuer.name,
        JWT_AUDIENCE: issuer.audience,
      },
    });
  };

  it('does not start, and says who may not do what', async () => {
    await expect(start('division-44')).rejects.toThrow(/Kafka does not let division-44 read complaints\.facts/);
  }, 60_000);

  it('stops when a right is taken from it, rather than live without reading', async () => {
    const service = await start('reporting');
    const others = accessOf(parties()).filter(({ principal }) => principal !== 'reporting');

    await applyAccess(administrator(), others);
    await service.gone;

    expect(service.ended()).toBe('exit code 1');
    expect(readFileSync(service.logFile, 'utf8')).toContain('Kafka does not let reporting read complaints.facts');
    await applyAccess(administrator(), accessOf(parties()));
  }, 60_000);
});
