import { isPossiblePhoneNumber, isValidPhoneNumber } from 'libphonenumber-js';
import { z } from 'zod';
import { ComplaintId } from '../ids.js';
import { ChannelLevel, Instant, ScopeName } from '../values.js';
import { storable, text } from './text.js';

/** The newest version of the public submission contract; `ce_type` of its records. */
export const SUBMISSION_TYPE = 'submission.v1';

/** Things that one contact may be about. */
export const MOST_ITEMS = 20;

/** Larger submissions are refused; files travel by reference. */
export const SUBMISSION_MAX_BYTES = 128 * 1024;

/** A field that may be left out or be `null`; code sees `null`. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/** Full-width digits are as good as half-width ones; operators' systems send both. */
const isPhone = (written: string) => {
  const phone = written.normalize('NFKC').trim();
  return isPossiblePhoneNumber(phone, 'CN') && isValidPhoneNumber(phone, 'CN');
};

const Phone = text(40).refine(isPhone, {
  params: {
    rule: 'phone',
    zh: '不是有效的电话号码；请填写手机号、带区号的固定电话或带 + 的国际号码，例如 13800138000、020-38001234、+85223456789',
    en: 'is no phone number; give a mobile number, a fixed line with its area code, or an international number with +, for example 13800138000, 020-38001234, +85223456789',
  },
});

/** A place as the source knows it: a GB/T 2260 code of two or six digits, or its name. */
const Region = text(64).describe('行政区划: GB/T 2260 code (44, 440100) or name of the place (广东省广州市)');

/** The source's own id of a submission; it is the record's key too. Printable ASCII, so that it survives every log. */
export const SourceId = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** As a rule for zod, and as what a JSON Schema says of it. */
const exactlyOneOf = (...names: readonly string[]) => ({
  check: (given: Record<string, unknown>) => names.filter((name) => given[name] !== null).length === 1,
  params: {
    rule: 'exactly-one-of',
    zh: `${names.join('、')} 必须且只能填写一个`,
    en: `give exactly one of ${names.join(', ')}`,
  },
  meta: {
    oneOf: names.map((name) => ({ required: [name], properties: { [name]: { not: { type: 'null' } } } })),
  },
});

const oneReference = exactlyOneOf('url', 'objectId');

/** 附件: a file that lies elsewhere. */
export const Attachment = z
  .strictObject({
    url: maybe(storable(z.url({ protocol: /^https$/ }).max(2048)).meta({ pattern: '^[hH][tT][tT][pP][sS]:' })).describe(
      '附件地址: https address that intake may fetch',
    ),
    objectId: maybe(text(512)).describe('对象标识: id in the object store that source and platform share'),
    mediaType: z
      .string()
      .max(127)
      .regex(/^[\w.+-]+\/[\w.+-]+$/)
      .describe('媒体类型: for example image/jpeg'),
    size: z.int().min(1).max(2_147_483_647).describe('大小: bytes'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('校验值: SHA-256 of the file, 64 lower-case hex digits'),
  })
  .refine(oneReference.check, { params: oneReference.params })
  .meta(oneReference.meta)
  .describe('附件: a file by reference; exactly one of url and objectId');

const oneEarlier = exactlyOneOf('number', 'complaintId', 'sourceId');

/** 原投诉: names an earlier complaint by what the source has at hand. */
export const EarlierComplaint = z
  .strictObject({
    number: maybe(text(64)).describe('投诉编号: the number that was given to the customer'),
    complaintId: maybe(ComplaintId).describe('投诉标识: from the receipt'),
    sourceId: maybe(SourceId).describe('来源流水号: the id under which this source submitted it'),
    item: z
      .int()
      .min(0)
      .max(MOST_ITEMS - 1)
      .default(0)
      .describe('序号: with sourceId, which item of that submission, from 0'),
  })
  .refine(oneEarlier.check, { params: oneEarlier.params })
  .meta(oneEarlier.meta)
  .describe('原投诉: exactly one of number, complaintId and sourceId');

const fault = maybe(
  z.strictObject({
    at: maybe(Instant).describe('故障时间'),
    region: maybe(Region).describe('故障地: place of the fault; compare customer.homeRegion (归属地)'),
    address: maybe(text(500)).describe('故障地址'),
  }),
).describe('故障: when and where');

const category = z
  .array(text(64))
  .max(7)
  .default([])
  .describe('投诉分类: from the widest to the narrowest, at most 7 levels');

const attachments = z.array(Attachment).max(20).default([]).describe('附件: at most 20');

/** 新投诉: something to be put right, or already settled on the spot. */
export const NewComplaint = z.strictObject({
  kind: z.literal('new').describe('新投诉'),
  problem: text(4000).describe('投诉内容: what happened, in the words of the customer or the agent'),
  demand: maybe(text(2000)).describe('客户诉求: what the customer wants'),
  businessNumber: maybe(text(64)).describe('业务号码: the number or broadband account complained of'),
  category,
  urgency: z.enum(['normal', 'urgent', 'critical']).default('normal').describe('紧急程度'),
  fault,
  massFlag: z.boolean().default(false).describe('群体投诉标识: the source believes that many customers are concerned'),
  answerBy: maybe(Instant).describe("来源要求时限: the source's own time limit, for instance the regulator's"),
  earlier: maybe(EarlierComplaint),
  settled: maybe(z.strictObject({ done: text(4000).describe('处理措施: what was done') })).describe(
    '当场解决: settled on the spot; recorded and counted, opens no ticket',
  ),
  attachments,
});

/** 催办. */
export const Urge = z.strictObject({
  kind: z.literal('urge').describe('催办'),
  earlier: EarlierComplaint,
  text: maybe(text(4000)).describe('催办内容: what the customer said'),
});

/** 补充. */
export const Supplement = z.strictObject({
  kind: z.literal('supplement').describe('补充'),
  earlier: EarlierComplaint,
  text: text(4000).describe('补充内容: what the customer added'),
  attachments,
});

/** 撤诉. */
export const Withdraw = z.strictObject({
  kind: z.literal('withdraw').describe('撤诉'),
  earlier: EarlierComplaint,
  text: maybe(text(4000)).describe('撤诉原因'),
});

/** 出处: where in an export a past complaint stands, and what was put right in it on the way. */
export const PastOrigin = z.strictObject({
  file: text(255).describe('文件名: name of the file, without its folder'),
  line: z.int().min(1).describe('行号: where the row begins; the header is line 1'),
  number: maybe(text(64)).describe('原编号: the number it had there, as written'),
  state: maybe(text(64)).describe('原状态: the state it had there, in the words of the export'),
  mapping: text(128).describe('映射: which mapping read the row, with its version'),
  repairs: z
    .array(z.strictObject({ rule: text(64), name: z.strictObject({ zh: text(128), en: text(128) }) }))
    .max(20)
    .default([])
    .describe('修正规则: the rules of the mapping that changed or excused something in this row'),
});

/** 历史投诉: recorded elsewhere, at that time, with that state. Counted and told, and nothing is done about it here. */
export const PastComplaint = z.strictObject({
  kind: z.literal('past').describe('历史投诉'),
  problem: text(4000).describe('投诉内容'),
  demand: maybe(text(2000)).describe('客户诉求'),
  businessNumber: maybe(text(64)).describe('业务号码'),
  category,
  fault,
  division: maybe(ScopeName).describe("所属部门: whose complaint it was; left out: the source's own division"),
  state: z.enum(['open', 'closed']).describe('历史状态: closed stays closed; open waits until a person adopts it'),
  closedAt: maybe(Instant).describe('办结时间: when it was closed there; left out where the export does not say'),
  further: z
    .record(z.string().min(1).max(128), text(4000))
    .default({})
    .describe('其他列: what else the row held; kept with the submission'),
  origin: PastOrigin,
});

export const SubmissionItem = z.discriminatedUnion('kind', [NewComplaint, Urge, Supplement, Withdraw, PastComplaint]);
export type SubmissionItem = z.output<typeof SubmissionItem>;

/** By which way the customer came (受理渠道). */
export const Channel = z.enum([
  'hotline',
  'app',
  'web',
  'wechat',
  'sms',
  'hall',
  'mail',
  'letter',
  'visit',
  'regulator',
  'media',
  'internal',
  'other',
]);
export type Channel = z.infer<typeof Channel>;

/**
 * `submission.v1`: one contact of one customer, as a source pushes it; each item gets exactly one outcome.
 * Unknown fields are refused, so that a misspelt one is never lost silently.
 */
export const Submission = z
  .strictObject({
    source: ScopeName.describe('来源: the name under which the source is configured, for example cc-44'),
    sourceId: SourceId.describe(
      "来源流水号: the source's own id; the same id is the same submission; key of the record",
    ),
    occurredAt: Instant.describe('受理时间: when the customer made contact, ISO 8601 with zone'),
    channel: Channel.describe('受理渠道'),
    channelLevel: maybe(ChannelLevel).describe("渠道级别: province, group or appeal; left out: the source's own level"),
    customer: z
      .strictObject({
        name: maybe(text(100)).describe('客户姓名'),
        phone: maybe(Phone).describe('联系电话'),
        level: maybe(text(32)).describe('客户级别'),
        homeRegion: maybe(Region).describe('归属地: where the number is at home, as far as the source knows'),
      })
      .prefault({})
      .describe('客户'),
    recording: maybe(text(512)).describe('录音标识: reference of the call recording'),
    items: z.array(SubmissionItem).min(1).max(MOST_ITEMS).describe('事项: what the customer wants, 1 to 20'),
  })
  .describe('投诉提交');
/** A submission as code sees it: instants are `Date`, what was left out is `null` or its default. */
export type Submission = z.output<typeof Submission>;
/** A submission as a source writes it. */
export type SubmissionOnTheWire = z.input<typeof Submission>;
