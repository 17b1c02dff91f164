import { SubmissionReceipt, WorkDispatched, type ComplaintId } from '@cc/contracts';
import { aDispatchedTicket, schemaDifferences, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const GUANGDONG = { role: 'viewer', division: '44' } as const;
const HUNAN = { role: 'viewer', division: '43' } as const;
const GROUP = { role: 'viewer', division: '*' } as const;

/** The first start of a run migrates the database and reads every procedure; the machine may be busy. */
const PATIENCE_MS = 60_000;

describe('the register by HTTP', () => {
  let intake: ServiceUnderTest;
  const ids: Record<string, ComplaintId> = {};
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
    const customer = { name: '林小明', phone: '13800138000' };
    const submit = async (name: string, source: string, over = {}, item = {}) => {
      const submission = aSubmission({ source, customer, items: [aComplaint(item)], ...over });
      await intake.receivesRaw(`complaints.submissions.${source}`, aRecord(submission));
      const receipts = await intake.told(SubmissionReceipt);
      ids[name] = receipts.find(({ sourceId }) => sourceId === submission.sourceId)!.items[0]!.complaintId!;
      intake.time.set(new Date(intake.time.now().getTime() + 60_000));
    };
    await submit('landline', 'cc-44', {}, { businessNumber: '020-38001234' });
    await submit('settled', 'cc-44', {}, { settled: { done: '已退费' }, businessNumber: '13900001111' });
    await submit('mass', 'cc-44', {}, { massFlag: true, businessNumber: '13900002222' });
    await submit('appeal', 'cc-44', { channelLevel: 'appeal' }, { businessNumber: '13900003333' });
    await submit('hunan', 'cc-43', {}, { businessNumber: '13900004444' });
    await intake.receives(WorkDispatched, aDispatchedTicket({ complaintId: ids['landline']! }), {
      scope: { division: '11', unit: 'centre' },
    });
  }, PATIENCE_MS);
  afterAll(() => intake.stop());

  const list = async (query: string, caller: Parameters<ServiceUnderTest['as']>[0] = GUANGDONG) => {
    const { body } = await intake.as(caller).get(`/complaints${query}`).expect(200);
    return (body.items as { id: string }[]).map(({ id }) => Object.keys(ids).find((name) => ids[name] === id));
  };

  it('lists the newest first, within the caller’s scope', async () => {
    expect(await list('')).toEqual(['appeal', 'mass', 'settled', 'landline']);
    expect(await list('', HUNAN)).toEqual(['hunan']);
    expect(await list('', GROUP)).toEqual(['hunan', 'appeal', 'mass', 'settled', 'landline']);
  });

  it.each([
    ['?status=settled', ['settled']],
    ['?status=dispatched&handlingDivision=11', ['landline']],
    ['?nature=major', ['mass']],
    ['?channelLevel=appeal', ['appeal']],
    ['?division=43', []],
    ['?number=（020）38001234', ['landline']],
    ['?lastFour=1111', ['settled']],
    ['?lastFour=4444', []],
    ['?from=2026-11-24&to=2026-11-24', ['appeal', 'mass', 'settled', 'landline']],
    ['?from=2026-11-25', []],
  ])('filters by %s', async (query, names) => {
    expect(await list(encodeURI(query))).toEqual(names);
  });

  it('turns pages without missing or repeating a line', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await intake
        .as(GUANGDONG)
        .get(`/complaints?limit=3${cursor && `&after=${cursor}`}`)
        .expect(200);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next;
    }

    expect(seen).toEqual([ids['appeal'], ids['mass'], ids['settled'], ids['landline']]);
  });

  it.each(['?statu=closed', '?status=lost', '?lastFour=12', '?after=nonsense', '?limit=1000', '?from=yesterday'])(
    'says what is wrong with %s',
    async (query) => {
      const { body } = await intake.as(GUANGDONG).get(`/complaints${query}`).expect(422);

      expect(body.violations.length).toBeGreaterThan(0);
    },
  );

  it('shows a complaint with its number masked and without its text', async () => {
    const { body } = await intake.as(GUANGDONG).get(`/complaints/${ids['landline']}`).expect(200);

    expect(body).toMatchObject({
      id: ids['landline'],
      status: 'dispatched',
      handlingDivision: '11',
      customer: { name: '林*', phone: '138****8000', businessNumber: '20****1234' },
    });
    expect(JSON.stringify(body)).not.toMatch(/13800138000|断网两天|林小明/);
  });

  it('shows nothing to another division, nor to somebody without a role', async () => {
    await intake.as(HUNAN).get(`/complaints/${ids['landline']}`).expect(404);
    await intake.as({ role: 'callback-agent', division: '44' }).get(`/complaints/${ids['landline']}`).expect(403);
    await intake.http.get(`/complaints/${ids['landline']}`).expect(401);
  });

  it('shows name and number to who says why, and keeps the trace', async () => {
    const handler = { role: 'handler', division: '44', subject: 'gd-4711' } as const;
    const path = `/complaints/${ids['landline']}/disclosures`;

    const { body } = await intake.as(handler).post(path).send({ reason: '联系客户核实故障' }).expect(201);
    await intake.as(handler).post(path).send({}).expect(422);
    await intake
      .as({ ...handler, division: '43' })
      .post(path)
      .send({ reason: '好奇' })
      .expect(404);

    expect(body).toEqual({
      name: '林小明',
      phone: '+8613800138000',
      businessNumber: '+862038001234',
      text: { problem: '家里宽带断网两天了，多次报修没有人处理', demand: '尽快修复并减免费用' },
    });
    expect(await intake.query('select complaint_id, subject, reason, disclosed_at from disclosures')).toEqual([
      {
        complaint_id: ids['landline'],
        subject: 'gd-4711',
        reason: '联系客户核实故障',
        disclosed_at: intake.time.now(),
      },
    ]);
  });

  it('shows what was done about a complaint that was settled on the spot', async () => {
    const { body } = await intake
      .as({ role: 'supervisor', division: '44' })
      .post(`/complaints/${ids['settled']}/disclosures`)
      .send({ reason: '抽查当场解决的投诉' })
      .expect(201);

    expect(body).toMatchObject({ text: { done: '已退费' } });
  });

  it('finds a number by an index', async () => {
    const plans = await Promise.all(
      ['number_hash', 'last_four_hash'].map((column) =>
        intake.query<{ 'QUERY PLAN': string }>(
          `explain select * from complaints where organisation = 'telecom-group' and ${column} = 'x'
           order by recorded_at desc limit 20`,
        ),
      ),
    );

    for (const plan of plans) expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('Index');
  });

  it('finds the newest open tickets of a number without going through those that are closed', async () => {
    const lines = await intake.query<{ 'QUERY PLAN': string }>(
      `explain (costs off) select id from complaints
        where organisation = 'telecom-group' and number_hash = 'x' and outcome = 'ticket' and closed_at is null
        order by closed_at desc, recorded_at desc limit 20`,
    );

    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan Backward using complaints_of_number');
    expect(plan).toMatch(/Index Cond: .*number_hash = 'x'.*closed_at IS NULL/);
    expect(plan).not.toContain('Sort');
  });

  it('has tables and entities that agree', async () => {
    expect(await schemaDifferences(intake)).toEqual([]);
  });
});
