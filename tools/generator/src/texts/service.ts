import { classesOf } from './classes.js';

/** 服务质量. */
export const SERVICE = classesOf('service', {
  'service-attitude/attitude-hotline': {
    weight: 16,
    line: 'mobile',
    phenomena: [
      '话务员语气不耐烦，没有说完就挂断电话',
      '打热线咨询，话务员反问“你自己不会看吗”',
      '先后{times}个话务员说法都不一样，最后一位直接挂机',
    ],
    demands: ['向本人道歉', '核听录音并处理当事人', '统一答复口径'],
  },
  'service-attitude/attitude-hall': {
    weight: 14,
    line: 'mobile',
    placed: true,
    phenomena: [
      '营业员一边看手机一边办业务，问多了就不耐烦',
      '在营业厅被推到{times}个窗口，最后说办不了',
      '店员把老人的业务推来推去，让他自己打热线',
    ],
    demands: ['营业厅负责人当面道歉', '加强培训', '尽快把业务办好'],
  },
  'service-attitude/attitude-engineer': {
    weight: 14,
    line: 'broadband',
    placed: true,
    phenomena: [
      '装维师傅到家里态度恶劣，鞋套也不穿',
      '师傅要求当面给满分好评，不给就不调试',
      '师傅私下收{lowAmount}元，说走公家流程要等{days}天',
    ],
    demands: ['更换师傅重新上门', '退还私收的费用', '取消被迫给的好评', '调查处理'],
  },
  'service-speed/hotline-unreachable': {
    weight: 16,
    line: 'mobile',
    phenomena: [
      '打热线等了{wait}分钟都没有接通',
      '语音菜单绕了{times}层也找不到人工',
      '{period}打热线一直占线，连续{times}次',
    ],
    demands: ['增加人工坐席', '开通直达人工的入口', '回电处理问题'],
  },
  'service-speed/complaint-unanswered': {
    weight: 24,
    line: 'mobile',
    phenomena: [
      '{days}天前的投诉没有任何人回复',
      '投诉没有解决，系统却显示已归档',
      '问题被转了{times}个部门，每次都要从头说一遍',
      '承诺{deadline}回电，一直没有等到',
    ],
    demands: ['{deadline}给出结果', '安排专人负责到底', '说明为什么没有解决就结单'],
  },
  'service-speed/hall-queue': {
    weight: 10,
    line: 'mobile',
    placed: true,
    phenomena: [
      '营业厅{times}个窗口只开一个，排了{wait}分钟',
      '系统故障办不了业务，白跑{times}趟',
      '叫号机取了号，等了{wait}分钟被告知下班',
    ],
    demands: ['增开窗口', '提供预约服务', '补偿误工损失'],
  },
  'identity/identity-suspended': {
    weight: 26,
    line: 'mobile',
    phenomena: [
      '号码{since}被停机，说涉嫌风险，本人一直正常使用',
      '复机要本人到归属地营业厅，人在外地上班去不了',
      '只欠{lowAmount}元就双停，工作电话全部漏接',
      '提交复机材料{times}次都被退回，没有说缺什么',
    ],
    demands: ['{deadline}复机', '支持线上核验复机', '赔偿停机造成的损失', '说明停机依据'],
  },
  'identity/identity-unknown-line': {
    weight: 10,
    line: 'mobile',
    phenomena: ['查询发现名下多出{times}个号码，本人没有办过', '被告知名下有号码欠费{amount}元，从来不知情'],
    demands: ['注销不知情号码', '提供开户资料', '消除欠费记录'],
  },
  'privacy/privacy-leak': {
    weight: 6,
    line: 'mobile',
    phenomena: [
      '刚办完业务，{minutes}分钟后就接到装修推销，怀疑信息被卖',
      '装维师傅加了微信之后不断发广告，个人资料外泄',
      '有人能说出本人的套餐和住址，怀疑内部泄露',
    ],
    demands: ['调查信息泄露来源', '书面答复', '处理责任人'],
  },
});
