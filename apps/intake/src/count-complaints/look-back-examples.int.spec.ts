import { UnitOfWork } from '@cc/messaging';
import {
  joins,
  loadRuleBook,
  playExamplesOf,
  queryFor,
  type Fields,
  type PlayedExample,
  type SeenTicket,
} from '@cc/procedures';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aRecord, aSubmission } from '../submission.fixture.js';
import { unknownTo } from './kept-fields.js';
import { SeenComplaints } from './seen-complaints.js';

const examples = playExamplesOf(loadRuleBook()).filter(
  ({ example, played }) => played.facts.length > 0 && Object.keys(example.expect.lookBacks ?? {}).length > 0,
);

/** Each example is played in a register of its own. */
const registerOf = (nth: number) => `example-${nth}`;

/** A ticket of an example as the columns that it stands in. */
function asRow({ fields, at }: SeenTicket, organisation: string) {
  const text = (name: string) => (fields[name] === undefined ? null : String(fields[name]));
  const [registered, closed] = [at['ticket.registered'], at['ticket.closed']];
  return {
    organisation,
    province: text('division') ?? 'none',
    category: text('category') ?? text('problem') ?? text('matter') ?? '',
    channelLevel: fields['upgraded'] === true ? 'group' : 'province',
    verified: text('verified'),
    numberHash: text('businessNumber'),
    customerHash: text('customer'),
    householdHash: text('household'),
    receivedAt: new Date(registered ?? closed! - 1),
    closedAt: closed === undefined ? null : new Date(closed),
  };
}

const name = ({ name: one, played }: PlayedExample) => `${played.procedure.basis.id}: ${one}`;

describe('a rule over many tickets finds in the register what the engine finds over the list', () => {
  let intake: ServiceUnderTest;
  let found: Map<string, boolean>;

  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  beforeAll(async () => {
    const rows = examples.flatMap(({ played }, nth) => played.others.map((other) => asRow(other, registerOf(nth))));
    await fill(rows);
    found = await askedOfTheRegister();
  });
  afterAll(() => intake.stop());

  it('for examples of every rule, those that hold and those that do not', () => {
    const rules = new Set(examples.flatMap(({ played }) => played.procedure.lookBacks.map(({ rule }) => rule)));

    expect(rules).toEqual(
      new Set([
        'D1',
        'D2',
        'D3',
        'D4',
        'collective',
        'surge-hour',
        'mass-forming',
        'surge-hour-guangdong',
        'mass-forming-hunan',
      ]),
    );
    expect([...found.values()].filter(Boolean).length).toBeGreaterThan(10);
    expect([...found.values()].filter((holds) => !holds).length).toBeGreaterThan(10);
  });

  it.each(examples.map((one, nth) => [name(one), one, nth] as const))('%s', (_name, { example, played }, nth) => {
    for (const rule of played.procedure.lookBacks) {
      const holds = found.get(`${nth} ${rule.rule}`);
      expect({ rule: rule.rule, holds }).toEqual({ rule: rule.rule, holds: played.findings.get(rule.rule)!.holds });
      const expected = example.expect.lookBacks![rule.rule];
      if (typeof expected === 'boolean')
        expect({ rule: rule.rule, holds }).toEqual({ rule: rule.rule, holds: expected });
    }
  });

  /** All examples ask together, as the complaints of a batch do. */
  async function askedOfTheRegister(): Promise<Map<string, boolean>> {
    const asked = examples.flatMap(({ played: { procedure, facts } }, nth) =>
      procedure.lookBacks.map((rule) => {
        const fields: Fields = facts[0]!.set ?? {};
        const at = facts[0]!.recordedAt;
        return { nth, rule, fields, at, unknown: unknownTo(rule), query: queryFor(rule, fields, at) };
      }),
    );
    expect(asked.flatMap(({ unknown }) => unknown)).toEqual([]);
    const seen = await intake.get(UnitOfWork).run([], ({ tx }) =>
      SeenComplaints.load(
        tx,
        asked.map(({ nth, query }) => ({ organisation: registerOf(nth), queries: query ? [query] : [] })),
      ),
    );
    return new Map(
      asked.map(({ nth, rule, fields, at, query }) => {
        const others = query ? seen.answer(registerOf(nth), 'its own', query) : [];
        return [`${nth} ${rule.rule}`, joins(rule, fields, at, others)];
      }),
    );
  }

  /** Copies of a complaint that came in as every other, each with the columns of its own. */
  async function fill(rows: ReturnType<typeof asRow>[]): Promise<void> {
    const pattern = aSubmission();
    await intake.receivesRaw('complaints.submissions.cc-44', aRecord(pattern));
    const own = ['id', 'organisation', 'number', 'province', 'category', 'channel_level', 'verified', 'number_hash'];
    own.push('customer_hash', 'household_hash', 'received_at', 'closed_at', 'status');
    const columns = await intake.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = current_schema() and table_name = 'complaints' and column_name <> all($1::text[])`,
      [own],
    );
    const others = columns.map(({ name: column }) => `"${column}"`).join(', ');
    const column = <Key extends keyof ReturnType<typeof asRow>>(key: Key) => rows.map((row) => row[key]);
    await intake.query(
      `insert into complaints (${own.join(', ')}, ${others})
       select gen_random_uuid(), u.organisation, 'X' || u.nr, u.province, string_to_array(u.category, ','), u.channel_level,
         u.verified, u.number_hash, u.customer_hash, u.household_hash, u.received_at, u.closed_at,
         case when u.closed_at is null then 'registered' else 'closed' end, ${others}
       from complaints c, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::timestamptz[], $11::timestamptz[]) with ordinality
         as u(organisation, province, category, channel_level, verified, number_hash, customer_hash, household_hash,
              received_at, closed_at, nr)
       where c.source_id = $1`,
      [
        pattern.sourceId,
        column('organisation'),
        column('province'),
        column('category'),
        column('channelLevel'),
        column('verified'),
        column('numberHash'),
        column('customerHash'),
        column('householdHash'),
        column('receivedAt'),
        column('closedAt'),
      ],
    );
  }
});
