import type { LocalisedText } from '@cc/procedures';

/** What the pages say beside the words of stories and names. `{name}` is filled in. */
export const words = {
  platform: { zh: '投诉平台', en: 'Complaint platform' },
  overview: { zh: '投诉总览', en: 'Complaints at a glance' },
  wholeGroup: { zh: '全集团', en: 'the whole group' },
  toOverview: { zh: '返回总览', en: 'Back to the overview' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  find: { zh: '查询投诉全程', en: 'Find the story of a complaint' },
  findHint: { zh: '投诉编号或标识', en: 'number or id' },
  findGo: { zh: '查询', en: 'Find' },
  signOut: { zh: '退出', en: 'Sign out' },
  signIn: { zh: '登录', en: 'Sign in' },
  signedOutTitle: { zh: '已退出', en: 'You are signed out' },
  signedOutText: {
    zh: '在共用的电脑上，请关闭浏览器窗口。',
    en: 'On a shared computer, close the browser window too.',
  },
  languageLabel: { zh: '语言', en: 'Language' },
  allTimes: { zh: '时间均为{zone}', en: 'All times are {zone}' },

  recorded: { zh: '受理', en: 'Recorded' },
  closed: { zh: '归档', en: 'Closed' },
  open: { zh: '在办', en: 'Open' },
  late: { zh: '超时', en: 'Late' },
  abnormal: { zh: '异常', en: 'Abnormal' },
  inPeriod: { zh: '{period}', en: '{period}' },
  now: { zh: '此刻', en: 'now' },
  periodLabel: { zh: '统计时段', en: 'Period' },
  today: { zh: '今天', en: 'today' },
  week: { zh: '近 7 天', en: 'last 7 days' },
  month: { zh: '近 30 天', en: 'last 30 days' },
  all: { zh: '全部', en: 'all time' },

  byDivision: { zh: '各单位', en: 'By division' },
  imported: {
    zh: '受理数中有 {count} 件为导入的历史投诉。',
    en: 'Of those recorded, {count} were imported as history.',
  },
  importedWaiting: {
    zh: '受理数中有 {count} 件为导入的历史投诉，其中 {waiting} 件待处理。',
    en: 'Of those recorded, {count} were imported as history ({waiting} waiting).',
  },
  division: { zh: '单位', en: 'Division' },
  total: { zh: '合计', en: 'Total' },
  totalSeen: { zh: '本范围合计', en: 'Total of your scope' },
  notYours: { zh: '不在您的范围', en: 'not in your scope' },
  map: { zh: '分省地图', en: 'Map of the provinces' },
  mapShows: { zh: '地图显示', en: 'The map shows' },
  none: { zh: '无', en: 'none' },
  noDivision: { zh: '无分公司', en: 'no branch' },

  attention: { zh: '超时与异常工单', en: 'Late and abnormal tickets' },
  attentionCount: { zh: '共 {count} 件', en: '{count} in all' },
  attentionMore: { zh: '仅列出最紧急的 {shown} 件，共 {count} 件。', en: 'The {shown} most pressing of {count}.' },
  attentionNone: { zh: '没有超时或异常的在办工单。', en: 'No open ticket is late or abnormal.' },
  attentionNoneHint: {
    zh: '出现时会自动显示在这里，无需刷新页面。',
    en: 'When there is one it appears here by itself; no need to reload.',
  },
  cases: { zh: '群体投诉', en: 'Mass complaints' },
  casesMore: { zh: '仅列出最近成立的 {shown} 件，共 {count} 件。', en: 'The newest {shown} of {count}.' },
  casesNone: { zh: '没有成立的群体投诉。', en: 'No mass complaint stands.' },
  caseState: { zh: '状态', en: 'State' },
  caseOpened: { zh: '待查证', en: 'to be checked' },
  caseConfirmed: { zh: '属实', en: 'found true' },
  caseArea: { zh: '范围', en: 'What they share' },
  caseSize: { zh: '件数', en: 'Complaints' },
  caseFound: { zh: '其中属实', en: 'found true' },
  caseSince: { zh: '成立时间', en: 'Since' },

  ticket: { zh: '投诉编号', en: 'Complaint' },
  concern: { zh: '问题', en: 'What is wrong' },
  dueAt: { zh: '到期时间', en: 'Due' },
  holder: { zh: '在办单位', en: 'Who has it' },
  why: { zh: '依据', en: 'Why' },
  nextClock: { zh: '下一时限：{clock}', en: 'next: {clock}' },
  noDue: { zh: '无时限在计', en: 'no clock runs' },

  story: { zh: '投诉全程', en: 'Story of a complaint' },
  notYourPage: {
    zh: '您的角色不包含本页面。如需查看，请联系您的主管。',
    en: 'Your role does not include this page. If you need it, ask your supervisor.',
  },
  storyLive: { zh: '共 {count} 条记录', en: '{count} entries' },

  liveConnecting: { zh: '正在连接…', en: 'connecting …' },
  liveOn: { zh: '实时', en: 'live' },
  liveOff: { zh: '连接中断，正在重连…', en: 'connection lost, reconnecting …' },
  liveNone: { zh: '未启用脚本：刷新页面可看到最新数字', en: 'no script: reload for newer figures' },
  lastChange: { zh: '最近变化', en: 'last change' },
} satisfies Record<string, LocalisedText>;

export type Word = keyof typeof words;

/** The words of one language. */
export const speaker =
  (language: 'zh' | 'en') =>
  (word: Word, filledIn: Record<string, string | number> = {}): string =>
    words[word][language].replace(/\{(\w+)\}/g, (_, name: string) => String(filledIn[name] ?? ''));

export type Say = ReturnType<typeof speaker>;
