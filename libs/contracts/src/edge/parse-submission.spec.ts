import fc from 'fast-check';
import { parseSubmission, parseSubmissionBody, type SubmissionContext } from './parse-submission.js';
import { aRecord, bytes } from './record.fixture.js';
import { SUBMISSION_MAX_BYTES, type SubmissionOnTheWire } from './submission.js';

const context: SubmissionContext = {
  now: new Date('2026-11-24T04:00:00Z'),
  source: 'cc-44',
  regions: new Set(['44', '440100']),
};

const aSubmission = (over: object = {}): SubmissionOnTheWire => ({
  source: 'cc-44',
  sourceId: 'call-1',
  occurredAt: '2026-11-24T11:20:00+08:00',
  channel: 'hotline',
  items: [{ kind: 'new', problem: '宽带断网' }],
  ...over,
});
const withItem = (item: object) => aSubmission({ items: [{ kind: 'new', problem: '宽带断网', ...item }] });

const read = (value: unknown, key: string | Uint8Array | null = 'call-1', headers = {}) =>
  parseSubmission(aRecord('submission.v1', key, value, headers), context);

/** Field and rule of every violation. */
const problems = (...record: Parameters<typeof read>) => {
  const parsed = read(...record);
  return parsed.kind === 'refused' ? parsed.violations.map(({ field, rule }) => `${field} ${rule}`) : parsed.kind;
};

describe('A submission', () => {
  it('needs few words: what was left out has its default', () => {
    const parsed = read(aSubmission());

    expect(parsed).toMatchObject({
      kind: 'submission',
      traceparent: null,
      submission: {
        occurredAt: new Date('2026-11-24T03:20:00Z'),
        channelLevel: null,
        customer: { name: null, phone: null, level: null, homeRegion: null },
        items: [{ kind: 'new', demand: null, category: [], urgency: 'normal', fault: null, attachments: [] }],
      },
    });
  });

  it('keeps the trace of its sender, and drops one that is malformed', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    expect(read(aSubmission(), 'call-1', { traceparent })).toMatchObject({ kind: 'submission', traceparent });
    expect(read(aSubmission(), 'call-1', { traceparent: 'x' })).toMatchObject({ traceparent: null });
  });

  it.each([
    '13800138000',
    '１３８００１３８０００',
    '020-38001234',
    '(0755) 8600 1234',
    '+85223456789',
    '+8613800138000',
  ])('takes the phone number %s', (phone) => {
    expect(problems(aSubmission({ customer: { phone } }))).toBe('submission');
  });

  it('may name a place instead of giving its code', () => {
    expect(problems(withItem({ fault: { region: '广东省广州市' } }))).toBe('submission');
  });

  it('may ask for an answer at a time that is still to come', () => {
    expect(problems(withItem({ answerBy: '2026-12-08T18:00:00+08:00' }))).toBe('submission');
  });

  it('may run five minutes ahead of our clock', () => {
    expect(problems(aSubmission({ occurredAt: '2026-11-24T04:05:00Z' }))).toBe('submission');
    expect(problems(aSubmission({ occurredAt: '2026-11-24T04:05:01Z' }))).toEqual(['/occurredAt in-future']);
  });

  it.each([
    ['byte order mark', bytes(`\ufeff${JSON.stringify(aSubmission())}`)],
    ['white space', ` \n${JSON.stringify(aSubmission(), null, 4)}\n`],
  ])('may come with %s', (_, value) => {
    expect(problems(value)).toBe('submission');
  });
});

describe('A submission is refused, with every problem at once,', () => {
  const twice = '{"source":"cc-44","source":"cc-44"}';

  it.each<[string, unknown, string[]]>([
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), [' utf-8']],
    ['no JSON', '{"source":', [' json']],
    ['empty', new Uint8Array(0), [' required']],
    ['no object', '[]', [' type']],
    ['a text', '"x"', [' type']],
    ['over 128 KB', aSubmission({ recording: 'x'.repeat(SUBMISSION_MAX_BYTES) }), [' too-large']],
    ['no phone number', aSubmission({ customer: { phone: '12345' } }), ['/customer/phone phone']],
    ['a phone as a number', aSubmission({ customer: { phone: 13800138000 } }), ['/customer/phone type']],
    [
      'an unknown code of a region',
      aSubmission({ customer: { homeRegion: '99' } }),
      ['/customer/homeRegion unknown-region'],
    ],
    ['an unknown full-width code', withItem({ fault: { region: '９９' } }), ['/items/0/fault/region unknown-region']],
    ['a fault in the future', withItem({ fault: { at: '2027-01-01T00:00:00Z' } }), ['/items/0/fault/at in-future']],
    ['before 2000', aSubmission({ occurredAt: '1999-12-31T23:59:59Z' }), ['/occurredAt too-old']],
    ['no zone', aSubmission({ occurredAt: '2026-11-24T11:20:00' }), ['/occurredAt format-datetime']],
    ['no such day', aSubmission({ occurredAt: '2026-02-30T11:20:00Z' }), ['/occurredAt format-datetime']],
    ['a null character', withItem({ problem: 'a\0b' }), ['/items/0/problem characters']],
    ['a lone surrogate', withItem({ problem: 'a\ud83d' }), ['/items/0/problem characters']],
    ['white space alone', withItem({ problem: ' \u3000' }), ['/items/0/problem format-regex']],
    ['eight levels', withItem({ category: 'abcdefgh'.split('') }), ['/items/0/category too-many']],
    ['no item', aSubmission({ items: [] }), ['/items too-few']],
    ['an unknown kind', withItem({ kind: 'complain' }), ['/items/0/kind one-of']],
    ['an urge of nothing', withItem({ kind: 'urge', problem: undefined }), ['/items/0/earlier required']],
    ['two earlier ones', withItem({ earlier: { number: 'a', sourceId: 'b' } }), ['/items/0/earlier exactly-one-of']],
    ['another source', aSubmission({ source: 'cc-11' }), ['/source wrong-source']],
    ['an unknown field', aSubmission({ chanel: 'app' }), ['/chanel unknown-field']],
    ['a prototype', JSON.stringify(aSubmission()).replace('{', '{"__proto__":{},'), ['/__proto__ unknown-field']],
    [
      'a plain http file',
      withItem({ attachments: [anAttachment({ url: 'http://a.example/b' })] }),
      ['/items/0/attachments/0/url format-url'],
    ],
    ['a file nowhere', withItem({ attachments: [anAttachment({})] }), ['/items/0/attachments/0 exactly-one-of']],
  ])('when it is or has %s', (_, value, expected) => {
    expect(problems(value)).toEqual(expected);
  });

  it('when a field is given twice', () => {
    expect(problems(twice)).toContain('/source doubled-field');
  });

  it('when a number would lose digits', () => {
    expect(problems('{"sourceId":12345678901234567890}')).toContain('/sourceId number-precision');
    expect(problems('{"a":1e400}')).toContain('/a number-precision');
  });

  it('when it is absurdly deep', () => {
    expect(problems(`${'['.repeat(60_000)}${']'.repeat(60_000)}`)).toEqual([
      expect.stringMatching(/^(\/0){16} too-deep$/),
      ' type',
    ]);
  });

  it.each<[string, Record<string, string | string[] | undefined>, string[]]>([
    ['ce_id is missing', { ce_id: undefined }, ['header:ce_id missing-header']],
    ['ce_type is missing', { ce_type: undefined }, ['header:ce_type missing-header']],
    ['ce_source is missing', { ce_source: undefined }, ['header:ce_source missing-header']],
    ['ce_specversion is missing', { ce_specversion: undefined }, ['header:ce_specversion missing-header']],
    ['ce_id is doubled', { ce_id: ['a', 'b'] }, ['header:ce_id doubled-header']],
    ['ce_type is doubled', { ce_type: ['submission.v1', 'submission.v1'] }, ['header:ce_type doubled-header']],
    ['the version is unknown', { ce_type: 'submission.v2' }, ['header:ce_type unknown-type']],
    ['CloudEvents are of another version', { ce_specversion: '0.3' }, ['header:ce_specversion header']],
    ['it is no JSON', { 'content-type': 'text/xml' }, ['header:content-type header']],
  ])('when %s', (_, headers, expected) => {
    expect(problems(aSubmission(), 'call-1', headers)).toEqual(expected);
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8'])('but not for the content type %s', (type) => {
    expect(problems(aSubmission(), 'call-1', { 'content-type': type })).toBe('submission');
  });

  it('all together', () => {
    const body = { ...aSubmission({ occurredAt: '2030-01-01T00:00:00Z', chanel: 1 }), channel: undefined };

    expect(problems(body, 'call-2', { ce_id: undefined })).toEqual([
      'header:ce_id missing-header',
      '/occurredAt in-future',
      '/channel required',
      '/chanel unknown-field',
      'key wrong-key',
    ]);
  });
});

describe('The answer to a refused submission', () => {
  it('goes to the key of the record', () => {
    expect(read(aSubmission(), 'call-2')).toMatchObject({ kind: 'refused', source: 'cc-44', sourceId: 'call-2' });
    expect(read('{', 'call-2')).toMatchObject({ kind: 'refused', sourceId: 'call-2' });
  });

  it.each<[string, Uint8Array | null]>([
    ['no key', null],
    ['an empty key', new Uint8Array(0)],
    ['a key that is no UTF-8', new Uint8Array([0xff])],
    ['a key with a null character', new Uint8Array([0x61, 0x00])],
    ['a key that is too long', bytes('x'.repeat(129))],
  ])('goes to the id in its body when the record has %s', (_, key) => {
    expect(read(aSubmission(), key)).toMatchObject({
      kind: 'refused',
      sourceId: 'call-1',
      violations: [{ field: 'key' }],
    });
  });

  it('knows how many items want an outcome, one at least and never more than may be sent', () => {
    const item = { kind: 'new', problem: '' };
    const counted = (value: unknown, key = 'call-1') => (read(value, key) as { items?: number }).items;

    expect(counted(aSubmission({ items: [item, item] }))).toBe(2);
    expect(counted(aSubmission(), 'call-2')).toBe(1);
    expect(counted(aSubmission({ items: [] }))).toBe(1);
    expect(counted(aSubmission({ items: 'two' }))).toBe(1);
    expect(counted('{')).toBe(1);
    expect(counted(aSubmission({ items: Array.from({ length: 5000 }, () => 1) }))).toBe(20);
  });

  it('can go nowhere when neither names it, and then says why', () => {
    expect(read('{', null)).toEqual({
      kind: 'unanswerable',
      reason: 'key: the record has no key; value: is not valid JSON (line 1, column 2)',
    });
    expect(read(aSubmission({ sourceId: 7 }), null)).toMatchObject({ kind: 'unanswerable' });
  });

  it('repeats no personal data, wherever it was put', () => {
    const secrets = ['李雨桐', '13800138000', '宽带断网很久'];
    const body = {
      ...aSubmission({ customer: { name: [secrets[0]], phone: `${secrets[1]}0`, remark: secrets[0] } }),
      items: [{ kind: 'new', problem: `${secrets[2]}\0`, demand: 13800138000, businessNumber: ['13800138000'] }],
      note: secrets[2],
    };

    const answer = JSON.stringify(read(body));

    expect(answer).toContain('/items/0/demand');
    expect(secrets.filter((secret) => answer.includes(secret))).toEqual([]);
  });

  it('does not quote a body that is no JSON', () => {
    expect(JSON.stringify(read('{"phone": 13800138000x}'))).not.toContain('138001');
  });
});

describe('Reading never throws and always answers', () => {
  const header = fc.dictionary(
    fc.constantFrom('ce_id', 'ce_type', 'ce_source', 'ce_specversion', 'content-type', 'traceparent', '__proto__'),
    fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 3 }),
  );
  const answered = (parsed: ReturnType<typeof read>) => {
    expect(['refused', 'unanswerable', 'submission']).toContain(parsed.kind);
    if (parsed.kind === 'refused') expect(parsed.violations.length).toBeGreaterThan(0);
    if (parsed.kind === 'unanswerable') expect(parsed.reason).not.toBe('');
    // What is answered must fit into PostgreSQL and into a record. A message may name such a character: its backslash is
    // escaped.
    const written = JSON.stringify(parsed);
    expect(written).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/);
    expect(written.length).toBeLessThan(128 * 1024);
  };

  it('to arbitrary bytes', () => {
    const bytesOrNull = fc.option(fc.uint8Array({ maxLength: 300 }));

    fc.assert(
      fc.property(bytesOrNull, bytesOrNull, header, (key, value, headers) => {
        answered(parseSubmission({ key, value, headers }, context));
      }),
      { numRuns: 1000 },
    );
  });

  it('to arbitrary JSON under right headers', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (value) => answered(read(value, 'call-1'))),
      { numRuns: 1000 },
    );
  });

  it('to a right submission with one value replaced by anything', () => {
    const full = aSubmission({
      customer: { name: 'n', phone: '13800138000', homeRegion: '44' },
      items: [{ kind: 'new', problem: 'p', fault: { at: null }, earlier: { number: 'n' }, attachments: [] }],
    });
    const places = [
      ['source'],
      ['sourceId'],
      ['occurredAt'],
      ['customer'],
      ['customer', 'phone'],
      ['items'],
      ['items', '0'],
      ['items', '0', 'fault'],
      ['items', '0', 'kind'],
      ['items', '0', 'earlier'],
    ];

    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ stringUnit: 'binary' }), (place, anything) => {
        const body = structuredClone(full) as unknown as Record<string, unknown>;
        const last = place.at(-1)!;
        const parent = place.slice(0, -1).reduce((here, step) => here[step] as Record<string, unknown>, body);
        parent[last] = anything;

        answered(read(body));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('The body alone, as HTTP brings it,', () => {
  it('is checked by the same rules', () => {
    expect(parseSubmissionBody(aSubmission(), context)).toMatchObject({ kind: 'submission' });
    expect(parseSubmissionBody(withItem({ problem: '\0' }), context)).toMatchObject({
      kind: 'refused',
      sourceId: 'call-1',
      violations: [{ field: '/items/0/problem', rule: 'characters' }],
    });
    expect(parseSubmissionBody(null, context)).toMatchObject({ kind: 'refused', source: 'cc-44', sourceId: null });
  });
});

function anAttachment(where: object) {
  return { mediaType: 'image/png', size: 10, sha256: 'a'.repeat(64), ...where };
}
