import type { SubmissionOnTheWire } from '@cc/contracts';

/** A submission as a source sends it: the record's key, and a body that may be anything. */
export interface Pushed {
  source: string;
  key: string;
  body: SubmissionOnTheWire | string;
  /** What is to be seen, for the reader of the demo. */
  shows: string;
}

type Item = SubmissionOnTheWire['items'][number];
type NewItem = Extract<Item, { kind: 'new' }>;

/** Invented people; the numbers are of a range kept free for tests of this demo. */
const CITIES = [
  { source: 'cc-44', region: '440100' },
  { source: 'cc-44', region: '440300' },
  { source: 'cc-43', region: '430100' },
  { source: 'cc-11', region: '110000' },
  { source: 'cc-31', region: '310000' },
  { source: 'cc-51', region: '510100' },
  { source: 'cc-32', region: '320100' },
] as const;

const PROBLEMS: { category: string[]; problem: string; demand: string }[] = [
  {
    category: ['network', 'broadband', 'broadband-outage'],
    problem: '家里宽带从昨晚断网，重启光猫无效。',
    demand: '尽快修复',
  },
  {
    category: ['billing', 'charge', 'charge-not-ordered'],
    problem: '账单里多出一项没有办过的增值业务。',
    demand: '取消并退费',
  },
  {
    category: ['network', 'mobile', 'mobile-weak-signal'],
    problem: '小区里手机信号很弱，通话断断续续。',
    demand: '改善覆盖',
  },
  {
    category: ['marketing', 'promotion', 'promotion-not-kept'],
    problem: '营业厅承诺的话费赠送没有到账。',
    demand: '兑现承诺',
  },
];

/** A few dozen contacts of every kind, in the order they are pushed. */
export function demoSubmissions(run: string, now: Date): Pushed[] {
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000).toISOString();
  const id = (n: number | string) => `${run}-${n}`;
  let phone = 13_800_138_000;

  const contact = (source: string, n: number | string, items: Item[], more: Partial<SubmissionOnTheWire> = {}) => ({
    source,
    sourceId: id(n),
    occurredAt: at(30),
    channel: 'hotline' as const,
    customer: { name: '陈晓明', phone: String(phone++) },
    items,
    ...more,
  });
  const complaint = (index: number, region: string | null, over: Partial<NewItem> = {}): NewItem => {
    const { category, problem, demand } = PROBLEMS[index % PROBLEMS.length]!;
    return {
      kind: 'new',
      problem,
      demand,
      category,
      businessNumber: String(phone),
      ...(region ? { fault: { at: at(300), region } } : {}),
      ...over,
    };
  };
  const push = (shows: string, body: SubmissionOnTheWire): Pushed => ({
    source: body.source,
    key: body.sourceId,
    body,
    shows,
  });

  const ordinary = Array.from({ length: 21 }, (_, index) => {
    const { source, region } = CITIES[index % CITIES.length]!;
    return push('客户投诉 · ordinary complaints', contact(source, index + 1, [complaint(index, region)]));
  });
  const first = ordinary[0]!;

  return [
    ...ordinary,
    push(
      '两件事一次说 · two complaints in one call',
      contact('cc-44', 'two', [complaint(0, '440100'), complaint(1, null)]),
    ),
    push(
      '当场解决 · settled on the spot',
      contact('cc-43', 'settled', [complaint(1, null, { settled: { done: '已为客户取消业务并退费' } })]),
    ),
    push(
      '工信部申诉 · an appeal passed on by the ministry',
      contact('miit', 'appeal', [complaint(0, '440100')], { channel: 'regulator', channelLevel: 'appeal' }),
    ),
    push(
      '国际漫游 · roaming goes to its centre',
      contact('cc-g2', 'roaming', [complaint(1, null, { category: ['roaming'], problem: '在国外无法上网。' })]),
    ),
    push(
      '催办 · an urge',
      contact('cc-44', 'urge', [{ kind: 'urge', earlier: { sourceId: first.key }, text: '怎么还没人来修？' }]),
    ),
    push(
      '补充 · the customer adds something',
      contact('cc-44', 'more', [{ kind: 'supplement', earlier: { sourceId: first.key }, text: '光猫红灯常亮。' }]),
    ),
    push(
      '撤诉 · the customer withdraws',
      contact('cc-43', 'withdraw', [{ kind: 'withdraw', earlier: { sourceId: id(3) }, text: '自己好了。' }]),
    ),
    { ...first, shows: '重复推送 · the same submission again' },
    {
      ...first,
      body: { ...(first.body as SubmissionOnTheWire), channel: 'app' },
      shows: '同号不同内容 · the same id with other content',
    },
    { source: 'cc-11', key: id('broken'), body: '{"source":"cc-11",', shows: '报文损坏 · broken JSON' },
    {
      source: 'cc-11',
      key: id('phone'),
      body: contact('cc-11', 'phone', [complaint(2, '110000')], { customer: { name: '王芳', phone: '12' } }),
      shows: '电话无效 · a number that is no phone',
    },
    {
      source: 'cc-31',
      key: id('unknown'),
      body: contact('cc-31', 'unknown', [{ kind: 'urge', earlier: { number: 'TS00000000000000' } }]),
      shows: '催办未知工单 · an urge for a complaint nobody knows',
    },
  ];
}
