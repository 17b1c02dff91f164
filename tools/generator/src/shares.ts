/**
 * Every share, weight and delay of the month, each with a word on why. Where no public figure says better it is an
 * estimate of ours (估): right in order of magnitude, and there to be changed.
 */
export const SHARES = {
  /** 每小时来话: the two peaks that call centres are staffed for, 9 to 11 and 19 to 21; few at night. Weights, from 0 o'clock. */
  hours: [8, 5, 4, 3, 3, 5, 10, 22, 48, 84, 88, 66, 44, 47, 54, 55, 52, 50, 52, 76, 80, 50, 30, 16],
  /** Monday to Sunday: what happened at the weekend is complained of on Monday. */
  weekdays: [1.25, 1.1, 1.05, 1, 1, 0.8, 0.75],
  /** A decreed holiday: shops and offices are closed, and people have other things to do. */
  holiday: 0.6,

  /**
   * How the customer came (受理渠道). Hotlines still take most; `source` names who submits it, `{province}` is the
   * customer's own. App and web are the group's own system, which says itself which complaints are a province's. `minutes`
   * from the customer's words to the record: a talk, a form in a hall, a letter on its way, an appeal passed on.
   */
  channels: [
    { channel: 'hotline', source: 'cc-{province}', weight: 60, minutes: [2, 12] },
    { channel: 'hall', source: 'cc-{province}', weight: 8, minutes: [5, 40] },
    { channel: 'wechat', source: 'cc-{province}', weight: 5, minutes: [1, 15] },
    { channel: 'letter', source: 'cc-{province}', weight: 0.5, minutes: [1500, 4500] },
    { channel: 'app', source: 'app', weight: 14, minutes: [0, 1], level: 'province' },
    { channel: 'web', source: 'app', weight: 4, minutes: [0, 1], level: 'province' },
    { channel: 'hotline', source: 'cc-g1', weight: 4, minutes: [2, 12] },
    { channel: 'regulator', source: 'miit', weight: 2.5, minutes: [300, 2900] },
  ],
  /** Travellers abroad call the roaming centre's own number more often than that of their province. */
  roamingCentre: { source: 'cc-g2', share: 0.6, minutes: [2, 12] },
  /** 客户级别: the pyramid of stars; key accounts are few and complain through their managers. Null: the system did not know. */
  levels: [
    { level: null, weight: 15 },
    { level: 'ordinary', weight: 50 },
    { level: 'star-3', weight: 18 },
    { level: 'star-5', weight: 12 },
    { level: 'star-7', weight: 3 },
    { level: 'key-account', weight: 2 },
  ],
  urgencies: [
    { urgency: 'normal', weight: 90 },
    { urgency: 'urgent', weight: 8 },
    { urgency: 'critical', weight: 2 },
  ],

  /** How sources write the class: our codes, our names, the two widest levels by name; the rest sends none. */
  classes: { codes: 0.6, names: 0.25, wide: 0.12 },
  /** How they write the place of a fault: in words, by its district; the rest by the code of the city. */
  places: { inWords: 0.15, district: 0.3 },
  /** Whoever writes himself may add a picture; every fifth does. */
  picture: 0.2,
  /** 异地故障: commuters and travellers meet the fault away from where their number is at home. */
  faultElsewhere: 0.08,
  /** 匿名: gives neither a name nor a number. */
  anonymous: 0.015,
  /** 当场解决: what whoever takes the call may settle at once (explanations, small refunds). */
  settled: 0.18,
  /** 一次来电两件事. */
  twoInOneCall: 0.04,

  /** 催办: roughly every eighth customer asks again before he is answered; every third of those once more. */
  urge: { share: 0.12, again: 0.33, most: 4, afterHours: [3, 30] },
  /** Says it all again instead of asking for news; the platform has to see that it is the same. */
  sameAgain: { share: 0.03, afterHours: [4, 30] },
  /** 补充: remembers something, or sends the picture that was asked for. */
  supplement: { share: 0.06, afterHours: [0.5, 10] },
  /** 撤诉: it works again, or somebody called at once. */
  withdraw: { share: 0.025, afterHours: [1, 24] },
  /** 重复投诉: within 30 days of archiving; archiving takes up to a week. */
  repeat: { share: 0.04, afterHours: [6 * 24, 24 * 24] },
  /** Beyond 30 days of archiving it is no repeat any more; comes after the month's end. */
  lateRepeat: { share: 0.01, afterHours: [39 * 24, 46 * 24] },
  /** 申诉: from the sixteenth day the regulator takes what the operator has not answered well. */
  appeal: { share: 0.008, afterHours: [15.2 * 24, 21 * 24] },

  /** 重推: a sender that saw no acknowledgement sends the same again. */
  duplicate: { share: 0.015, afterHours: [0.002, 0.2] },
  /** 同号异文: a sender that gives an id twice. Rare, and the worst that can happen unseen. */
  conflict: { share: 0.005, afterHours: [0.02, 6] },
  /** An urge about a complaint that is on record nowhere: a number written down wrongly. */
  urgeOfNothing: { share: 0.004, afterHours: [0.1, 20] },
  /** 报文错误: interfaces that were changed without telling anybody. */
  spoilt: { share: 0.012, afterHours: [0.01, 3] },
  /** Of spoilt ones whose sender can be told: sent again, mended, under the same id. */
  mended: { share: 0.5, afterHours: [0.05, 1] },

  /**
   * 片区断网: dozens of households of one district within two hours; nobody sets the mass flag. Some do not get through to the
   * province and call the group: three such in a day make a mass complaint.
   */
  outage: { households: 48, hours: 2, upgraded: 0.25, perComplaints: 3000 },
  /** 传言: people who mistrust the operator go past the province more often; there is nothing in it. */
  rumour: { households: 36, hours: 36, upgraded: 0.35, perComplaints: 3000 },

  /** What branches do with a work order; see `branchAnswers`. */
  branch: {
    /** 驳回: the wrong place or department; every fifth of those comes back a second time. */
    returns: 0.06,
    returnsAgain: 0.2,
    /** 转派: another department knows better. */
    transfers: 0.04,
    /** Accepted after the limit for it. */
    acceptsLate: 0.07,
    /** Answered after the limit: the thing this platform exists to show. */
    answersLate: 0.06,
    /** 挂起: waits for the customer, an appointment or a third party. */
    pauses: 0.05,
    /** Replies before it accepted; the platform refuses and says which rule. */
    repliesTooEarly: 0.01,
    /** The branch's system sends an action twice. */
    sendsTwice: 0.01,
    /** 查证: what the check finds. */
    verification: [
      { is: 'true', weight: 72 },
      { is: 'untrue', weight: 18 },
      { is: 'unclear', weight: 10 },
    ],
    /** 是否解决: some things take longer than an answer may. */
    resolved: 0.9,
  },
  /** 回单审核: one slip in eight lacks something. */
  auditRefuses: 0.12,
  /** 回访: most are satisfied once somebody calls; working people do not pick up. */
  callback: [
    { outcome: 'satisfied', weight: 78 },
    { outcome: 'unsatisfied', weight: 7 },
    { outcome: 'notReached', weight: 15 },
  ],
} as const satisfies Shares;

/** A share of all complaints, and how long after the first contact it comes. */
export interface FollowUpShare {
  share: number;
  /** Least and most. */
  afterHours: readonly [number, number];
}

interface WaveShare {
  households: number;
  hours: number;
  /** 升级投诉: complains to the group at once. */
  upgraded: number;
  /** One such wave for so many complaints; fewer complaints have a smaller one. */
  perComplaints: number;
}

export interface Shares {
  hours: readonly number[];
  weekdays: readonly number[];
  holiday: number;
  channels: readonly {
    channel: 'hotline' | 'hall' | 'wechat' | 'letter' | 'app' | 'web' | 'regulator';
    source: string;
    weight: number;
    /** Least and most. */
    minutes: readonly [number, number];
    level?: 'province' | 'group' | 'appeal';
  }[];
  roamingCentre: { source: string; share: number; minutes: readonly [number, number] };
  levels: readonly { level: string | null; weight: number }[];
  urgencies: readonly { urgency: 'normal' | 'urgent' | 'critical'; weight: number }[];
  classes: { codes: number; names: number; wide: number };
  places: { inWords: number; district: number };
  picture: number;
  faultElsewhere: number;
  anonymous: number;
  settled: number;
  twoInOneCall: number;
  urge: FollowUpShare & { again: number; most: number };
  sameAgain: FollowUpShare;
  supplement: FollowUpShare;
  withdraw: FollowUpShare;
  repeat: FollowUpShare;
  lateRepeat: FollowUpShare;
  appeal: FollowUpShare;
  duplicate: FollowUpShare;
  conflict: FollowUpShare;
  urgeOfNothing: FollowUpShare;
  spoilt: FollowUpShare;
  mended: FollowUpShare;
  outage: WaveShare;
  rumour: WaveShare;
  branch: {
    returns: number;
    returnsAgain: number;
    transfers: number;
    acceptsLate: number;
    answersLate: number;
    pauses: number;
    repliesTooEarly: number;
    sendsTwice: number;
    verification: readonly { is: 'true' | 'untrue' | 'unclear'; weight: number }[];
    resolved: number;
  };
  auditRefuses: number;
  callback: readonly { outcome: 'satisfied' | 'unsatisfied' | 'notReached'; weight: number }[];
}
