/** Somebody a visitor can be. */
export interface Person {
  id: string;
  name: { zh: string; en: string };
  /** Where they work. */
  post: { zh: string; en: string };
  may: { zh: string; en: string };
  /** What tokens say of them beside their name. */
  claims: { org: string; div: readonly string[]; unit?: string; roles: readonly string[] };
}

const org = 'telecom-group';

/** People of the demonstration; none of them exists. */
export const people: readonly Person[] = [
  {
    id: 'headquarters',
    name: { zh: '周敏', en: 'Zhou Min' },
    post: { zh: '集团总部', en: 'group headquarters' },
    may: {
      zh: '查看全集团的统计、超时与异常工单、任何一件投诉的全程',
      en: 'sees the counts, late and abnormal tickets and every story of the group',
    },
    claims: { org, div: ['*'], roles: ['viewer', 'supervisor'] },
  },
  {
    id: 'guangdong',
    name: { zh: '陈志强', en: 'Chen Zhiqiang' },
    post: { zh: '广东省分公司', en: 'Guangdong branch' },
    may: { zh: '只看广东的统计和与广东有关的投诉', en: 'sees Guangdong only, and the complaints it had to do with' },
    claims: { org, div: ['44'], roles: ['viewer', 'handler', 'dispatcher'] },
  },
  {
    id: 'front-desk',
    name: { zh: '李红', en: 'Li Hong' },
    post: { zh: '前台受理', en: 'front desk' },
    may: {
      zh: '受理投诉；没有查看统计的角色，会看到拒绝的说明',
      en: 'records complaints; has no role for the page, which will say so',
    },
    claims: { org, div: ['44'], roles: ['intake'] },
  },
  {
    id: 'operator',
    name: { zh: '王磊', en: 'Wang Lei' },
    post: { zh: '平台运维', en: 'platform operator' },
    may: { zh: '运维平台，也查看全集团', en: 'runs the platform, and sees the whole group' },
    claims: { org, div: ['*'], roles: ['platform-operator', 'operator', 'viewer'] },
  },
];
