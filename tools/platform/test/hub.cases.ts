import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../src/index.js';
import { hub, PATIENCE_MS } from './hub.js';

/** Every command with an argument that it takes. `ANY` stands for the id of a complaint. */
const COMMANDS = [
  ['story', 'ANY'],
  ['dead-letters', 'list'],
  ['dead-letters', 'show', 'intake', '1'],
  ['dead-letters', 'replay', 'intake', '1'],
  ['dead-letters', 'discard', 'intake', '1', '--because', 'nobody can answer it'],
  ['reports', 'verify'],
  ['reports', 'rebuild'],
  ['topics', 'create'],
  ['topics', 'manifests'],
  ['databases', 'create'],
  ['messaging', 'status', 'routing'],
  ['messaging', 'repair', 'routing'],
];
const withoutTopics = COMMANDS.filter(([name]) => name !== 'topics' && name !== 'databases');

const NOBODY = '00000000-0000-5000-8000-000000000000';

export function hubCases(given: () => Platform): void {
  const ask = (...words: string[]) => hub(['--connection', given().connectionFile, ...words]);
  const closed = async () => {
    const { items } = JSON.parse(await given().ask('intake', '/complaints?status=closed')) as {
      items: { id: string; number: string }[];
    };
    return items.at(-1)!;
  };

  it(
    'explains itself, and lists its commands',
    async () => {
      const { code, stdout } = await hub(['--help']);

      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: hub /);
      for (const [name] of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    },
    PATIENCE_MS,
  );

  it(
    'tells a story in both languages, to its end, and as JSON',
    async () => {
      const { id, number } = await closed();

      const [chinese, english, json] = await Promise.all([
        ask('story', number, '--lang', 'zh'),
        ask('story', id),
        ask('story', id, '--json'),
      ]);

      expect([chinese.code, english.code, json.code]).toEqual([0, 0, 0]);
      expect(chinese.stdout).toContain(`投诉 ${number} 全程`);
      expect(chinese.stdout).toMatch(/归档：客户满意，按时。/);
      expect(english.stdout).toMatch(/Closed: the customer is satisfied, on time\./);
      expect(JSON.parse(json.stdout)).toMatchObject({ lines: expect.arrayContaining([expect.any(Object)]) });
    },
    PATIENCE_MS,
  );

  it(
    'is in one language: that of --lang, else of HUB_LANG, else of the locale',
    async () => {
      const status = (environment: Record<string, string>, ...words: string[]) =>
        hub(['--connection', given().connectionFile, 'messaging', 'status', 'intake', ...words], environment);

      const answers = await Promise.all([
        status({}),
        status({ LANG: 'zh_CN.UTF-8' }),
        status({ LANG: 'zh_CN.UTF-8', HUB_LANG: 'en' }),
        status({ HUB_LANG: 'en' }, '--lang', 'zh'),
      ]);

      const begins = answers.map(({ stdout }) => stdout.split(/[:：]/)[0]);
      expect(begins).toEqual(['behind', '落后', 'behind', '落后']);
    },
    PATIENCE_MS,
  );

  it(
    'says in the language of the run what a service refuses',
    async () => {
      const [chinese, english] = await Promise.all([ask('story', NOBODY, '--lang', 'zh'), ask('story', NOBODY)]);

      expect(chinese.stderr).toMatch(/^hub: reporting 答复 404：[^a-z]*$/m);
      expect(english.stderr).toMatch(/^hub: reporting answered 404: [ -~]*$/m);
    },
    PATIENCE_MS,
  );

  it(
    'finds that the reports equal a recount from the facts',
    async () => {
      const [text, json] = await Promise.all([ask('reports', 'verify'), ask('reports', 'verify', '--json')]);

      expect(text).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/: 0 differences, 0 gaps\n\d+ frozen reports? of \d+ recounted: [^\n]+\n$/),
      });
      expect(json.code).toBe(0);
      expect(JSON.parse(json.stdout)).toMatchObject({ differences: [], gaps: [] });
    },
    PATIENCE_MS,
  );

  it(
    'counts the archive again and finds nothing to change',
    async () => {
      const [text, json] = [await ask('reports', 'rebuild'), await ask('reports', 'rebuild', '--json')];

      expect([text.code, json.code]).toEqual([0, 0]);
      expect(text.stdout).toMatch(
        /^\d+ facts? counted again: \d+ cells?, 0 changed; \d+ complaints?, 0 changed; \d+ cases?, 0 changed\n$/,
      );
      expect(JSON.parse(json.stdout)).toMatchObject({ tables: { cells: { changed: 0 }, complaints: { changed: 0 } } });
    },
    PATIENCE_MS,
  );

  it(
    'says how a service stands, and that there is nothing to repair',
    async () => {
      const status = await ask('messaging', 'status', 'routing');
      const statusJson = await ask('messaging', 'status', 'routing', '--json');
      const repair = await ask('messaging', 'repair', 'routing');
      const repairJson = await ask('messaging', 'repair', 'routing', '--json');

      expect([status.code, statusJson.code, repair.code, repairJson.code]).toEqual([0, 0, 0, 0]);
      expect(status.stdout).toMatch(/^behind: \d+ records in \d+ of \d+ partitions\nunsent: \d+ events\nparked: \d+/);
      expect(JSON.parse(statusJson.stdout)).toMatchObject({ refusal: null, consumed: expect.any(Array) });
      expect(repair.stdout).toBe('nothing to repair: routing knows all it has sent\n');
      expect(JSON.parse(repairJson.stdout)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'shows a dead letter, whose replay ends with 1 and changes nothing while its cause stands',
    async () => {
      const list = () => ask('dead-letters', 'list', 'intake', '--json');
      const before = await list();
      const [{ service: _, ...letter }] = JSON.parse(before.stdout) as [{ service: string; id: string }];

      const show = await ask('dead-letters', 'show', 'intake', letter.id);
      const showJson = await ask('dead-letters', 'show', 'intake', letter.id, '--json');
      const replay = await ask('dead-letters', 'replay', 'intake', letter.id);
      const replayJson = await ask('dead-letters', 'replay', 'intake', letter.id, '--json');
      const after = await list();

      expect([before.code, show.code, showJson.code, replay.code, replayJson.code]).toEqual([0, 0, 0, 1, 1]);
      expect(show.stdout).toMatch(/^reason: .+$/m);
      expect(JSON.parse(showJson.stdout)).toMatchObject(letter);
      expect(replay.stderr).toContain(`${letter.id} failed again: `);
      expect(JSON.parse(replayJson.stdout)).toMatchObject({ replayed: 0, failed: { id: letter.id } });
      const idsIn = (answer: { stdout: string }) => (JSON.parse(answer.stdout) as { id: string }[]).map(({ id }) => id);
      expect(idsIn(after)).toEqual(idsIn(before));
    },
    PATIENCE_MS,
  );

  it(
    'creates topics that are there already without a word about it',
    async () => {
      const { brokers, entrance } = given();
      const { KAFKA_CA_FILE: ca, KAFKA_CERTIFICATE_FILE: certificate, KAFKA_KEY_FILE: key } = entrance.variablesOf();

      const text = await hub(
        ['topics', 'create', '--brokers', brokers].concat('--ca', ca!, '--certificate', certificate!, '--key', key!),
      );
      const json = await hub(['topics', 'create', '--json'], entrance.variablesOf());

      expect(text).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ topics are there\n$/) });
      expect(json.code).toBe(0);
      const { topics, kept } = JSON.parse(json.stdout) as { topics: unknown[]; kept: unknown[] };
      expect(topics.length).toBeGreaterThan(30);
      expect(kept).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each([
    [[]],
    [['nonsense']],
    [['dead-letters', 'nonsense']],
    [['dead-letters', 'show', 'intake']],
    [['dead-letters', 'replay', 'intake']],
    [['dead-letters', 'replay', 'intake', '1', '--all']],
    [['dead-letters', 'discard', 'intake', '1']],
    [['messaging', 'repair', 'nobody']],
    [['story', NOBODY, '--lang', 'fr']],
    [['topics', 'create']],
  ])(
    'ends with 2 and says what would be right when it is called as: hub %j',
    async (words) => {
      const { code, stderr, stdout } = await ask(...words);

      expect(code).toBe(2);
      expect(stderr).toMatch(/Usage: hub|see hub --help|^hub: name /);
      expect(stdout).toBe('');
    },
    PATIENCE_MS,
  );

  it.each(withoutTopics.map((words) => [words]))(
    'ends with 2 where it has no connection: hub %j',
    async (words) => {
      const { code, stderr } = await hub(['--connection', '/nowhere/hub.json', ...words]);

      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^hub: no connection: \/nowhere\/hub\.json cannot be read .*\nStart the platform with `make up`/,
      );
    },
    PATIENCE_MS,
  );

  it.each([
    ['{"token": "x"', 'is no JSON'],
    ['{"token": "x", "services": {"intake": "nowhere"}}', 'services.intake'],
  ])(
    'ends with 2 and says what is wrong with the connection %s',
    async (content, complaint) => {
      const file = join(mkdtempSync(join(tmpdir(), 'hub-')), 'hub.json');
      writeFileSync(file, content);

      const { code, stderr } = await hub(['--connection', file, 'dead-letters', 'list']);

      expect(code).toBe(2);
      expect(stderr).toContain(complaint);
    },
    PATIENCE_MS,
  );

  it.each(withoutTopics.map((words) => [words]))(
    'ends with 3 where nobody answers: hub %j',
    async (words) => {
      const nowhere = Object.fromEntries(
        ['INTAKE', 'ROUTING', 'REPORTING'].map((name) => [`HUB_${name}_URL`, 'http://127.0.0.1:1']),
      );
      const { code, stderr } = await hub(words, { HUB_TOKEN: 'x', ...nowhere });

      expect(code).toBe(3);
      expect(stderr).toMatch(/does not answer at http:\/\/127\.0\.0\.1:1: .+ Is it running\?/);
    },
    PATIENCE_MS,
  );

  it.each([
    [['access', 'show', 'division-nowhere'], '"division-nowhere" is no service and no party: there are the services'],
    [['access', 'apply', '--brokers', 'a:1', '--certificate', 'x.pem'], '--certificate needs --key beside it'],
    [['access', 'apply', '--brokers', 'a:1', '--username', 'x'], '--username needs --password-file beside it'],
  ])(
    'ends with 2 and says what is missing or unknown: hub %j',
    async (words, problem) => {
      const { code, stderr } = await ask(...words);

      expect(code).toBe(2);
      expect(stderr).toContain(problem);
    },
    PATIENCE_MS,
  );

  it(
    'finds nothing to change in access lists that it has made, and lets nobody else look at them',
    async () => {
      const { entrance } = given();

      const check = await hub(['access', 'apply', '--check'], entrance.variablesOf());
      const branch = await hub(['access', 'apply', '--check'], entrance.variablesOf('division-44'));

      expect(check).toMatchObject({ code: 0, stdout: '0 missing, 0 too many\n' });
      expect(branch.code).toBe(4);
      expect(branch.stderr).toContain('Kafka does not let division-44 see topics or access lists');
    },
    PATIENCE_MS,
  );

  it(
    'ends with 3 where no broker answers',
    async () => {
      const { code, stderr } = await hub(['topics', 'create', '--brokers', '127.0.0.1:1']);

      expect(code).toBe(3);
      expect(stderr).toMatch(/Kafka at 127\.0\.0\.1:1 does not answer/);
    },
    PATIENCE_MS,
  );

  it.each(withoutTopics.map((words) => [words]))(
    'ends with 4 where the token is refused: hub %j',
    async (words) => {
      const { urls, tokens } = given();
      const { code, stderr } = await hub(words, {
        HUB_TOKEN: tokens.CALLBACK_TOKEN,
        HUB_INTAKE_URL: urls.intake,
        HUB_ROUTING_URL: urls.routing,
        HUB_REPORTING_URL: urls.reporting,
      });

      expect(code).toBe(4);
      expect(stderr).toMatch(/answered 403: .*needs the role/);
    },
    PATIENCE_MS,
  );

  it.each([
    [['story', NOBODY]],
    [['dead-letters', 'show', 'intake', '999999']],
    [['dead-letters', 'replay', 'intake', '999999']],
    [['dead-letters', 'discard', 'intake', '999999', '--because', 'nobody can answer it']],
  ])(
    'ends with 4 and the reason for what is not there: hub %j',
    async (words) => {
      const { code, stderr } = await ask(...words);

      expect(code).toBe(4);
      expect(stderr).toMatch(/^hub: \w+ answered 404: .+/);
    },
    PATIENCE_MS,
  );

  it.each([[['dead-letters', 'show', 'intake', 'seventeen']], [['story', 'no such/complaint']]])(
    'ends with 2 and what would be right for what is no name: hub %j',
    async (words) => {
      const { code, stderr } = await ask(...words);

      expect(code).toBe(2);
      expect(stderr).toMatch(/^hub: \w+ answered 422: .+/);
    },
    PATIENCE_MS,
  );
}
