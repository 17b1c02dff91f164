import type { Random } from '../random.js';

/** What stands in a text for `{name}`; a filling may hold slots itself. */
export const SLOTS: Record<string, (random: Random) => string> = {
  // Not `7元` to a customer who pays 199: the plans that a month is paid by.
  plan: (random) => `${random.one(PLANS)}元套餐`,
  lowPlan: (random) => `${random.one([5, 8, 9, 19, 29, 39])}元${random.one(['套餐', '保号套餐', '基础套餐'])}`,
  amount: (random) => money(random, 20, 600),
  lowAmount: (random) => money(random, 3, 38),
  lowYuan: (random) => String(random.one([5, 8, 9, 10, 15, 19, 20, 29, 30, 38])),
  rate: (random) => random.one(['100M', '200M', '300M', '500M', '1000M', '千兆', '2000M']),
  got: (random) => `${random.between(1, 90)}${random.one(['M', '兆', 'Mbps'])}`,
  gigabytes: (random) => `${random.between(3, 120)}${random.one(['GB', 'G', '个G'])}`,
  latency: (random) => String(random.between(110, 900)),
  code: (random) => String(random.one([619, 651, 678, 691, 720, 1305, 10071, 20003, 30112])),
  minutes: (random) => String(random.between(2, 25)),
  wait: (random) => String(random.between(15, 120)),
  days: (random) => random.one(['三', '四', '五', '七', '八', '十', '十几', '好几', String(random.between(3, 28))]),
  times: (random) => random.one(['两', '三', '四', '五', '六', '好几', String(random.between(2, 9))]),
  months: (random) => random.one(['3', '6', '10', '12', '24', '36']),
  years: (random) => random.one(['三', '五', '六', '八', '十', '十二', '二十']),
  month: (random) => random.one(['上个月', '这个月', '前两个月', '年初', '上季度']),
  since: (random) =>
    random.one([
      '今天早上',
      '昨晚',
      '昨天下午',
      '前天',
      '凌晨',
      '上周末',
      '大前天中午',
      `${random.between(2, 9)}天前`,
      `今天${random.between(6, 11)}点左右`,
      `昨天${random.between(1, 11)}点多`,
      '停电之后',
      '下雨那天',
      '换套餐之后',
    ]),
  period: (random) => random.one(['晚上', '晚高峰', '周末', '中午', '早上', '晚上八九点', '深夜', '上班时间', '饭点']),
  deadline: (random) =>
    random.one([
      '24小时内',
      '48小时内',
      '今天之内',
      '明天中午前',
      '三天内',
      '三个工作日内',
      '本周内',
      '一周内',
      '周末之前',
    ]),
  light: (random) => random.one(['LOS', 'PON', '光信号', '网络', '红色', '注册']),
  blinks: (random) => random.one(['一直闪', '闪红', '不亮', '常红', '一闪一闪', '变成橙色']),
  devices: (random) =>
    random.one([
      '手机、电脑和电视',
      '两部手机和平板',
      '全家的设备',
      '三台电脑',
      '另一部手机',
      '电脑和打印机',
      '店里的收银机',
    ]),
  app: (random) =>
    random.one(['短视频', '网游', '网课平台', '视频会议', '股票软件', '网上银行', '追剧软件', '办公软件', '外卖后台']),
  activity: (random) =>
    random.one([
      '开视频会议',
      '孩子上网课',
      '直播带货',
      '打游戏',
      '看视频',
      '传文件',
      '刷短视频',
      '远程办公',
      '扫码收款',
    ]),
  neighbours: (random) =>
    random.one(['同楼的邻居', '家里其他人', '同事', '隔壁商铺', '楼上楼下', '村里好几户', '同学']),
  spot: (random) =>
    random.one([
      '卧室里',
      '地下车库',
      '电梯里',
      '办公室',
      '高层',
      '学校宿舍',
      '村口',
      '商场负一层',
      '厂区',
      '医院住院部',
      '工地',
      '高铁站候车厅',
      '山脚下',
      '小区最里面一栋',
    ]),
  service: (random) =>
    random.one([
      '视频彩铃',
      '来电提醒',
      '音乐会员',
      '云盘会员',
      '游戏加速包',
      '阅读包月',
      '安全管家',
      '亲子教育包',
      '手机报',
      '权益合约包',
    ]),
  gift: (random) =>
    random.one([
      '电饭煲',
      '蓝牙耳机',
      '路由器',
      '购物卡',
      '摄像头',
      '智能手环',
      '视频会员年卡',
      '话费礼包',
      '充电宝',
      '加油卡',
    ]),
  abroad: (random) =>
    random.one([
      '泰国',
      '日本',
      '新加坡',
      '马来西亚',
      '法国',
      '澳大利亚',
      '香港',
      '澳门',
      '韩国',
      '阿联酋',
      '越南',
      '英国',
    ]),
  bank: (random) => random.one(['银行', '证券公司', '社保', '快递', '购物平台', '学校']),
};

const PLANS = [39, 59, 79, 99, 129, 159, 169, 199, 239, 299];

/** Half of the time with jiao and fen, as bills are. */
function money(random: Random, least: number, most: number): string {
  const yuan = random.between(least, most);
  return random.chance(0.5) ? String(yuan) : `${yuan}.${String(random.between(1, 99)).padStart(2, '0')}`;
}
