import type { ClassTexts } from './classes.js';
import { BILLING } from './billing.js';
import { NETWORK } from './network.js';

const classAt = (classes: readonly ClassTexts[], code: string) => classes.find(({ path }) => path.at(-1) === code)!;

/** 片区断网: what dozens of neighbours say of one fault. */
export const OUTAGE_TEXTS = {
  texts: classAt(NETWORK, 'broadband-outage'),
  phenomena: [
    '宽带突然断了，邻居家也都上不了网',
    '整个小区都没有网，光猫{light}灯{blinks}',
    '刚刚开始{devices}全部断网，邻居家也一样',
    '家里宽带没有信号，物业说附近在施工，光缆可能挖断了',
    '光猫{light}灯{blinks}，问了群里，这一片都断了',
    '宽带和电视同时没有信号，楼上楼下都是',
    '正在{activity}突然断网，重启光猫无效，物业说整个小区报修的很多',
    '网络断了半个小时了，楼上楼下说他们那边也断',
  ],
} as const;

/** Who says that others have it too has looked: a branch finds such a fault to be one. */
export const SEVERAL_HOUSEHOLDS = /邻居|整个小区|这一片|物业说|楼上楼下/;

/**
 * 传言: what people heard and believe. `mark` is the part that every one of them repeats, and by which a branch knows it
 * again.
 */
export const RUMOURS = [
  {
    texts: classAt(BILLING, 'charge-data'),
    mark: '零点会自动多扣流量',
    phenomena: [
      '群里都在传零点会自动多扣流量，查自己的账单好像也少了{gigabytes}',
      '看到视频说零点会自动多扣流量，自己昨晚就少了{gigabytes}',
      '朋友转发的消息说零点会自动多扣流量，要求核查本月流量',
      '听说零点会自动多扣流量，难怪流量不够用',
    ],
  },
  {
    texts: classAt(BILLING, 'tariff-expired'),
    mark: '月底统一给老用户涨价',
    phenomena: [
      '网上说月底统一给老用户涨价，要求保证自己的{plan}不变',
      '邻居收到消息说月底统一给老用户涨价，没有人通知过本人',
      '业主群里截图写着月底统一给老用户涨价，要求解释',
      '听营业厅外面的人讲月底统一给老用户涨价，不能接受',
    ],
  },
] as const satisfies readonly { texts: ClassTexts; mark: string; phenomena: readonly string[] }[];
