import { OUTCOME_NAMES } from '@cc/contracts';

type Text = { zh: string; en: string };

/**
 * What each fact says in the story of a complaint. `{name}` is a field of the fact; `{unit}` is the unit it belongs to.
 * A fact without a line here is told by its name, so that nothing is left out of a story.
 */
export const sentences: Record<string, Text> = {
  'complaint.recorded.v1': {
    zh: '经{channel}渠道受理{channelLevel}，编号 {number}，类别 {category}，性质：{nature}；结果：{outcome}。',
    en: 'Recorded as {number}: {channelLevel} by {channel}, class {category}, {nature}; outcome: {outcome}.',
  },
  'case.opened.v1': {
    zh: '与同类投诉共 {size} 件，列为{name}（待查证），群案 {caseId}。',
    en: 'With others of its kind, {size} in all, it is a case now, to be checked: {name}, {caseId}.',
  },
  'case.recounted.v1': {
    zh: '{name}重新计数，现有 {size} 件，群案 {caseId}。',
    en: 'The case was counted again, {size} in all now: {name}, {caseId}.',
  },
  'case.confirmed.v1': {
    zh: '{name}属实：共 {size} 件，其中 {found} 件查证属实。',
    en: 'The case is confirmed: {name}, {size} in all, {found} of them found true.',
  },
  'case.withdrawn.v1': {
    zh: '{name}撤销，群案 {caseId}。',
    en: 'The case is withdrawn: {name}, {caseId}.',
  },
  'complaint.imported.v1': {
    zh: '历史投诉导入，编号 {number}：{receivedAt} 经{channel}渠道由原系统受理，{origin}；已在原系统办结，本平台不再处理。',
    en: 'Imported as {number}: taken in elsewhere by {channel} on {receivedAt}, {origin}. It was closed there; nothing is done about it here.',
  },
  'complaint.imported.v1 open': {
    zh: '历史投诉导入，编号 {number}：{receivedAt} 经{channel}渠道由原系统受理，{origin}；尚未办结，不计时限，待人工转办。',
    en: 'Imported as {number}: taken in elsewhere by {channel} on {receivedAt}, {origin}. It was open there; no clock runs until a person adopts it.',
  },
  'complaint.refused.v1': {
    zh: '提交被拒绝：{problems}。',
    en: 'The submission was refused: {problems}.',
  },
  'ticket.registered.v1': {
    zh: '建立工单，适用规程：{bases}。',
    en: 'A ticket was opened under {bases}.',
  },
  'ticket.registered.v1 adopted': {
    zh: '{adoptedBy} 转办该历史投诉，自此建立工单并计时，适用规程：{bases}。',
    en: '{adoptedBy} adopted this complaint of the past: from now on it is a ticket with clocks, under {bases}.',
  },
  'urge.requested.v1': { zh: '客户催办。', en: 'The customer urged.' },
  'supplement.requested.v1': { zh: '客户补充了情况。', en: 'The customer added something.' },
  'withdrawal.requested.v1': { zh: '客户要求撤诉。', en: 'The customer asked to withdraw.' },
  'work.dispatched.v1': {
    zh: '第 {dispatchNo} 次派单：派至 {unit}。',
    en: 'Dispatch no. {dispatchNo}: the work went to {unit}.',
  },
  'work.accepted.v1': { zh: '{unit} 已接单（{by}）。', en: '{unit} accepted the work ({by}).' },
  'work.returned.v1': {
    zh: '{unit} 驳回工单（第 {returns} 次），原因代码 {reasonCode}。',
    en: '{unit} returned the work (no. {returns}), reason {reasonCode}.',
  },
  'work.transferred.v1': {
    zh: '{unit} 转派工单，原因代码 {reasonCode}。',
    en: '{unit} transferred the work, reason {reasonCode}.',
  },
  'work.replied.v1': {
    zh: '{unit} 回单：查证{verification}，责任：{responsibility}。',
    en: '{unit} replied: found {verification}, responsible: {responsibility}.',
  },
  'work.reply-refused.v1': {
    zh: '回单审核未通过，原因代码 {reasonCode}。',
    en: 'The reply slip was refused, reason {reasonCode}.',
  },
  'work.reply-approved.v1': { zh: '回单审核通过。', en: 'The reply slip was approved.' },
  'work.paused.v1': { zh: '{unit} 挂起工单：{reasonCode}。', en: '{unit} paused the work: {reasonCode}.' },
  'work.resumed.v1': {
    zh: '{unit} 的工单解挂（自 {pausedAt} 起挂起）：{endedBy}。',
    en: 'The work with {unit}, paused since {pausedAt}, goes on: {endedBy}.',
  },
  'work.recorded.v1': { zh: '{unit} 登记：{name}。', en: '{unit} put on record: {name}.' },
  'extension.requested.v1': {
    zh: '{unit} 申请将“{name}”由 {dueAt} 延至 {until}（{by}），原因代码 {reasonCode}。',
    en: '{unit} asked for more time for "{name}", until {until} instead of {dueAt} ({by}), reason {reasonCode}.',
  },
  'extension.granted.v1': {
    zh: '准予将“{name}”由 {dueAt} 延至 {until}（{by}），原因代码 {reasonCode}。',
    en: 'More time for "{name}" was granted, until {until} instead of {dueAt} ({by}), reason {reasonCode}.',
  },
  'extension.refused.v1': {
    zh: '“{name}”不予延期（{by}），原因代码 {reasonCode}。',
    en: 'More time for "{name}" was refused ({by}), reason {reasonCode}.',
  },
  'extension.refused.v1 undecided': {
    zh: '“{name}”已结束，延期申请不再办理。',
    en: '"{name}" ended before anybody decided about more time for it.',
  },
  'work.supervised.v1': { zh: '工单列入督办。', en: 'The work is under supervision from now on.' },
  'work.reclassified.v1': {
    zh: '重新定性：由{before}改为{nature}。',
    en: 'The complaint is now {nature}; it was {before}.',
  },
  'ticket.answered.v1': { zh: '已答复客户。', en: 'The customer was answered.' },
  'ticket.answered.v1 by a miss': {
    zh: '逾期未审核，按规定视为已答复客户。',
    en: 'Time ran out, and by the rule the customer counts as answered.',
  },
  'ticket.reclassified.v1': { zh: '重新定性为{nature}。', en: 'Reclassified: {nature}.' },
  'ticket.closed.v1': { zh: '归档：{closedAs}，{onTime}。', en: 'Closed: {closedAs}, {onTime}.' },
  'ticket.closed.v1 by a miss': {
    zh: '逾期未表态，按规定视为归档：{closedAs}，{onTime}。',
    en: 'Time ran out, and by the rule the ticket ends: {closedAs}, {onTime}.',
  },
  'ticket.reopened.v1': { zh: '第 {times} 次重新处理。', en: 'Reopened, no. {times}.' },
  'request.answered.v1': { zh: '{kind}：{result}。', en: 'The {kind}: {result}.' },
  'deadline.armed.v1': { zh: '时限“{name}”开始计时，{dueAt} 到期。', en: '"{name}" started, due {dueAt}.' },
  'deadline.paused.v1': {
    zh: '时限“{name}”暂停（{because}），原定 {before} 到期。',
    en: '"{name}" stands still ({because}); it was due {before}.',
  },
  'deadline.resumed.v1': {
    zh: '时限“{name}”恢复计时，由 {before} 顺延至 {dueAt} 到期。',
    en: '"{name}" runs again: due {dueAt} instead of {before}.',
  },
  'deadline.revised.v1': {
    zh: '时限“{name}”由 {before} 改为 {after}（{because}）。',
    en: '"{name}" moved from {before} to {after} ({because}).',
  },
  'deadline.warned.v1': { zh: '预警：“{name}”将于 {dueAt} 到期。', en: 'Warning: "{name}" is due {dueAt}.' },
  'deadline.missed.v1': { zh: '超时：“{name}”已于 {dueAt} 到期。', en: 'Missed: "{name}" was due {dueAt}.' },
  'deadline.miss-taken-back.v1': {
    zh: '更正：“{name}”于 {dueAt} 并未超时，此前的超时不成立。',
    en: 'Correction: "{name}" was not missed at {dueAt} after all.',
  },
  'deadline.met.v1': { zh: '时限“{name}”{late}完成。', en: '"{name}" was met {late}.' },
  'deadline.cancelled.v1': { zh: '时限“{name}”终止。', en: '"{name}" ended without being met.' },
  'ticket.abnormal.v1': { zh: '列为异常工单：{kind}。', en: 'Abnormal: {kind}.' },
  'message.handed-over.v1': {
    zh: '{template}已交{provider}。',
    en: '{template} was handed to {provider}.',
  },
  'message.failed.v1': {
    zh: '{template}未能交付：{problem}。',
    en: '{template} could not be handed over: {problem}.',
  },
  'callback.made.v1': { zh: '第 {attempt} 次回访：{outcome}。', en: 'Callback no. {attempt}: {outcome}.' },
};

/** What a sentence goes on with where the fact has that field. */
export const additions: Record<string, Text> = {
  consequences: { zh: '后果：{consequences}。', en: 'It has consequences: {consequences}.' },
  undecreed: {
    zh: '其中有时限因放假安排尚未公布而无法判断是否按时。',
    en: 'Some clocks had no due time, for want of a decree of the holidays: of them nobody knows.',
  },
  happens: { zh: '按规定视为：{happens}。', en: 'By the rule it counts as: {happens}.' },
  rightToAppeal: {
    zh: '客户自此可向主管部门申诉。',
    en: 'From now on the customer may appeal to the authority.',
  },
};

/** Words for the values of a field. A value that is not listed is shown as it is. */
export const vocabulary: Record<string, Record<string, Text>> = {
  channel: {
    hotline: { zh: '热线', en: 'hotline' },
    app: { zh: '客户端', en: 'app' },
    web: { zh: '网站', en: 'web' },
    wechat: { zh: '微信', en: 'WeChat' },
    sms: { zh: '短信', en: 'SMS' },
    hall: { zh: '营业厅', en: 'business hall' },
    mail: { zh: '邮件', en: 'mail' },
    letter: { zh: '来函', en: 'letter' },
    visit: { zh: '来访', en: 'visit' },
    regulator: { zh: '监管机构', en: 'regulator' },
    media: { zh: '媒体', en: 'media' },
    internal: { zh: '内部', en: 'internal' },
    other: { zh: '其他', en: 'other' },
  },
  channelLevel: {
    province: { zh: '省内投诉', en: 'a provincial complaint' },
    group: { zh: '集团级投诉', en: 'a group-level complaint' },
    appeal: { zh: '申诉', en: 'an appeal' },
  },
  nature: {
    ordinary: { zh: '普通投诉', en: 'ordinary' },
    repeat: { zh: '重复投诉', en: 'repeat' },
    major: { zh: '重大投诉', en: 'major' },
  },
  before: {
    ordinary: { zh: '普通投诉', en: 'ordinary' },
    repeat: { zh: '重复投诉', en: 'repeat' },
    major: { zh: '重大投诉', en: 'major' },
  },
  outcome: {
    ...OUTCOME_NAMES,
    satisfied: { zh: '客户满意', en: 'the customer is satisfied' },
    unsatisfied: { zh: '客户不满意', en: 'the customer is not satisfied' },
    notReached: { zh: '未接通', en: 'not reached' },
  },
  template: {
    'customer-recorded': { zh: '受理短信', en: 'The message that the complaint is recorded' },
    'customer-answered': { zh: '答复短信', en: 'The message that the complaint is answered' },
    'customer-reopened': { zh: '重新处理短信', en: 'The message that the work goes on' },
    'customer-closed': { zh: '归档短信', en: 'The message that the complaint is archived' },
    'customer-lapsed': { zh: '视为撤诉短信', en: 'The message that the complaint counts as withdrawn' },
    'may-appeal': { zh: '客户可申诉通知', en: 'The notice that the customer may appeal' },
    'unit-work': { zh: '派单通知', en: 'The notice of new work' },
    'clock-warned': { zh: '时限预警通知', en: 'The warning of a deadline' },
    'clock-missed': { zh: '超时通知', en: 'The notice of a missed deadline' },
    'ticket-abnormal': { zh: '异常工单通知', en: 'The notice of an abnormal ticket' },
  },
  provider: {
    capture: { zh: '留存渠道（只留存，不发送）', en: 'the capture, which keeps it and sends nothing' },
    http: { zh: '消息网关', en: 'the message gateway' },
    desk: { zh: '工位', en: 'the desk' },
  },
  role: {
    handler: { zh: '处理人', en: 'handler' },
    dispatcher: { zh: '派单员', en: 'dispatcher' },
    auditor: { zh: '审核人', en: 'auditor' },
    supervisor: { zh: '督办人', en: 'supervisor' },
    system: { zh: '系统', en: 'the system' },
    customer: { zh: '客户', en: 'the customer' },
  },
  verification: {
    true: { zh: '属实', en: 'true' },
    untrue: { zh: '不属实', en: 'untrue' },
    unclear: { zh: '无法查清', en: 'unclear' },
  },
  responsibility: {
    operator: { zh: '企业', en: 'the operator' },
    customer: { zh: '客户', en: 'the customer' },
    'third-party': { zh: '第三方', en: 'a third party' },
    unclear: { zh: '不清', en: 'unclear' },
  },
  closedAs: {
    satisfied: { zh: '客户满意', en: 'the customer is satisfied' },
    'no-callback-owed': { zh: '无需回访', en: 'no callback was owed' },
    'not-reached': { zh: '多次回访未接通', en: 'the customer could not be reached' },
    withdrawn: { zh: '客户撤诉', en: 'withdrawn by the customer' },
    'closed-by-person': { zh: '人工归档', en: 'closed by a person' },
  },
  endedBy: {
    resume: { zh: '恢复处理', en: 'taken up again' },
    return: { zh: '单位驳回', en: 'the unit returns it' },
    transfer: { zh: '转派', en: 'it is transferred' },
    reply: { zh: '单位回单', en: 'the unit replies' },
    withdrawal: { zh: '客户撤诉', en: 'the customer withdraws' },
  },
  because: {
    'work.paused': { zh: '补记挂起', en: 'a pause became known' },
    'work.resumed': { zh: '补记解挂', en: 'the end of a pause became known' },
    'ticket.reclassified': { zh: '补充情况', en: 'more became known' },
    'rules.changed': { zh: '规则或日历变更', en: 'rules or calendar have changed' },
    'extension.granted': { zh: '准予延期', en: 'more time was granted' },
  },
  onTime: { true: { zh: '按时', en: 'on time' }, false: { zh: '超时', en: 'late' } },
  late: { true: { zh: '超时', en: 'late' }, false: { zh: '按时', en: 'in time' } },
  kind: {
    urge: { zh: '催办', en: 'urge' },
    supplement: { zh: '补充', en: 'supplement' },
    withdrawal: { zh: '撤诉', en: 'withdrawal' },
    overdue: { zh: '已超时', en: 'overdue' },
    aboutToBeOverdue: { zh: '即将超时', en: 'about to be overdue' },
    returnedTwice: { zh: '被驳回两次', en: 'returned twice' },
    urgedTwice: { zh: '被催办两次', en: 'urged twice' },
    urgedThreeTimes: { zh: '被催办三次', en: 'urged three times' },
    transferredThreeTimes: { zh: '被转派三次', en: 'passed on three times' },
    reopenedTwice: { zh: '两次重新办理', en: 'reopened twice' },
  },
  problem: {
    'no-number': { zh: '投诉没有联系电话', en: 'the complaint has no telephone number' },
    refused: { zh: '渠道方拒收', en: 'the provider refused it' },
    unavailable: { zh: '渠道方暂不可用', en: 'the provider could not take it' },
    unreadable: { zh: '联系方式无法解封', en: 'the sealed contact could not be opened' },
  },
  result: {
    accepted: { zh: '已受理', en: 'accepted' },
    refused: { zh: '未受理', en: 'refused' },
    bounced: { zh: '工单已归档，转为新投诉', en: 'the ticket was archived meanwhile; it becomes a new complaint' },
  },
};

/** The reason below a sentence. */
export const because: Text = {
  zh: '依据：{basis} {rule}（{version} 版，{source}）',
  en: 'because: {basis} {rule} (version {version}, {source})',
};

/** Where a rule comes from: a text with its lines, or the organisation itself. */
export const source = {
  ours: { zh: '本集团自定', en: 'a rule of our own' },
  lines: { zh: '原文第 $1 行', en: 'lines $1' },
  line: { zh: '原文第 $1 行', en: 'line $1' },
} satisfies Record<string, Text>;

export const title: Text = { zh: '投诉 {number} 全程', en: 'The story of complaint {number}' };

/** Where the times of a story are not those of China. */
export const times: Text = {
  zh: '所有时间均为当地时区（{zone}）；编号中的日期按编号规程的日历。',
  en: 'All times are in {zone}; the day in the number is that of the calendar of the procedure that numbers.',
};
