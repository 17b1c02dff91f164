import {
  CallbackMade,
  CaseConfirmed,
  CaseOpened,
  CaseWithdrawn,
  ComplaintRecorded,
  DeadlineMissed,
  DeadlineWarned,
  EscalationRaised,
  RequestAnswered,
  SlipToAudit,
  SubmissionReceipt,
  TicketAbnormal,
  TicketReclassified,
  topics,
  WorkActionAnswered,
  WorkReplyRefused,
  WorkReturned,
  WorkTransferred,
} from '@cc/contracts';
import { counted } from '@cc/hub';
import type { LocalisedText, Organisation } from '@cc/procedures';
import { DateTime } from 'luxon';
import { Names } from '../names.js';
import { refusalInWords, type Refusal } from '../refusal-in-words.js';
import type { Seen } from './outside.js';
import type { Follower } from './play-month.js';

type Words = LocalisedText;
type Body = Record<string, unknown>;

/** The first of each kind of thing that happens, and every mass complaint, in words; the rest is counted. */
export class Highlights implements Follower {
  private readonly numbers = new Map<string, string>();
  private readonly told = new Set<string>();
  private readonly names: Names;

  constructor(
    private readonly tell: (line: string) => void,
    private readonly organisation: Organisation,
  ) {
    this.names = new Names(organisation);
  }

  pushed(): void {}

  saw(seen: Seen): void {
    const { type, body } = seen;
    if (type === ComplaintRecorded.type) this.numbers.set(body['complaintId'] as string, body['number'] as string);
    const found = this.kindOf(seen);
    if (!found || this.told.has(found.kind)) return;
    if (!EVERY.has(type)) this.told.add(found.kind);
    const { zh, en } = found.words();
    this.tell(`    · ${zh} · ${en}`);
  }

  private kindOf({ topic, type, key, body }: Seen): { kind: string; words: () => Words } | null {
    const is = (kind: string, words: () => Words) => ({ kind, words });
    const number = this.numbers.get(key) ?? key;
    switch (type) {
      case SubmissionReceipt.type: {
        const [item] = body['items'] as { outcome: string; violations: { detail: Words }[] }[];
        if (item?.outcome !== 'refused' || !item.violations[0]) return null;
        const { detail } = item.violations[0];
        const source = this.names.source(body['source'] as string);
        return is('refused', () => ({
          zh: `${source.zh}的提交被拒：${detail.zh}`,
          en: `a submission of ${source.en} is refused: ${detail.en}`,
        }));
      }
      case WorkReturned.type:
        return is(type, () => ({ zh: `${number} 被驳回，重新派单`, en: 'a unit returns its work: dispatched anew' }));
      case WorkTransferred.type:
        return is(type, () => ({ zh: `${number} 转派`, en: 'a unit passes its work on' }));
      case DeadlineWarned.type:
        return is(type, () => this.clock(number, body, '将到期', 'is near its end'));
      case DeadlineMissed.type:
        return is(type, () => this.clock(number, body, '超时', 'is missed'));
      case EscalationRaised.type:
        return is(type, () => this.clock(number, body, '超时，升级至集团', 'is missed and goes up to the group'));
      case TicketAbnormal.type:
        return is(`${type} ${String(body['kind'])}`, () => ({
          zh: `${number} 为异常工单：${known(ABNORMAL, body['kind']).zh}`,
          en: `the ticket is abnormal: ${known(ABNORMAL, body['kind']).en}`,
        }));
      case CaseOpened.type:
        return is(type, () => this.mass(body, '成立，待查证', 'gathers: a case is opened'));
      case CaseConfirmed.type:
        return is(type, () => this.mass(body, '属实', 'is found to be true: the case is confirmed'));
      case CaseWithdrawn.type:
        return is(type, () => this.mass(body, '撤销', 'is none after all: the case is withdrawn'));
      case TicketReclassified.type: {
        const [before, nature] = [known(NATURES, body['before']), known(NATURES, body['nature'])];
        const reached = body['reached'] as number | null;
        return is(`${before.en} ${nature.en}`, () => ({
          zh: `${number} 由${before.zh}改为${nature.zh}（${reached === null ? '同类不再达到件数' : `同类累计 ${reached} 件`}）`,
          en: `by the rules ${before.en} is now ${nature.en}: ${reached === null ? 'too few alike are left' : `${reached} alike`}`,
        }));
      }
      case RequestAnswered.type: {
        const [kind, result] = [body['kind'] as string, body['result'] as string];
        return is(`${kind} ${result}`, () => ({
          zh: `${number} 的${known(REQUESTS, kind).zh}：${known(RESULTS, result).zh}`,
          en: `${known(REQUESTS, kind).en}: ${known(RESULTS, result).en}`,
        }));
      }
      case SlipToAudit.type:
        return is(type, () => ({ zh: `${number} 的回单待审核`, en: 'a slip waits for its audit' }));
      case WorkReplyRefused.type:
        return is(type, () => ({ zh: `${number} 的回单未通过审核`, en: 'an auditor refuses a slip' }));
      case CallbackMade.type: {
        const outcome = body['outcome'] as string;
        return is(`callback ${outcome}`, () => ({
          zh: `${number} 回访：${OUTCOMES[outcome]!.zh}`,
          en: `callback: ${OUTCOMES[outcome]!.en}`,
        }));
      }
      case WorkActionAnswered.type: {
        if (body['result'] !== 'refused') return null;
        const step = String(body['actionId']).replace(/^.*?-(?=[a-z]+(?:-\d+)?$)/, '');
        const division = this.names.division(topic.slice(topics.work('').length));
        const { zh, en } = refusalInWords(division, step === 'early' ? 'earlyReply' : step, body as unknown as Refusal);
        return is(`refused ${step}`, () => ({ zh: `${number}：${zh}`, en }));
      }
      default:
        return null;
    }
  }

  private mass(body: Body, zh: string, en: string): Words {
    const [name, shared] = [body['name'] as Words, this.names.shared(body['area'] as Body)];
    const size = String(body['size']);
    return {
      zh: `${name.zh}（${shared.zh}，${size} 件）${zh}`,
      en: `"${name.en}" (${shared.en}, ${counted(Number(size), 'complaint')}) ${en}`,
    };
  }

  private clock(number: string, body: Body, zh: string, en: string): Words {
    const name = body['name'] as Words;
    const due = DateTime.fromISO(body['dueAt'] as string, { zone: this.organisation.timeZone }).toFormat('MM-dd HH:mm');
    return { zh: `${number} 时限“${name.zh}”（${due}）${zh}`, en: `the clock "${name.en}" (${due}) ${en}` };
  }
}

/** There are few of them, and they are what headquarters waits for. */
const EVERY: ReadonlySet<string> = new Set([CaseOpened.type, CaseConfirmed.type, CaseWithdrawn.type]);

const REQUESTS: Record<string, Words> = {
  urge: { zh: '催办', en: 'an urge' },
  supplement: { zh: '补充', en: 'something to add' },
  withdrawal: { zh: '撤诉', en: 'a withdrawal' },
};
const RESULTS: Record<string, Words> = {
  accepted: { zh: '已受理', en: 'accepted' },
  refused: { zh: '不予受理', en: 'not accepted' },
  bounced: { zh: '工单已归档，转为新投诉', en: 'the ticket was archived meanwhile; it becomes a new complaint' },
};
const NATURES: Record<string, Words> = {
  ordinary: { zh: '普通投诉', en: 'an ordinary complaint' },
  repeat: { zh: '重复投诉', en: 'a repeat' },
  major: { zh: '重大投诉', en: 'a major complaint' },
};
const ABNORMAL: Record<string, Words> = {
  overdue: { zh: '已超时', en: 'it is overdue' },
  aboutToBeOverdue: { zh: '即将超时', en: 'it is about to be overdue' },
  returnedTwice: { zh: '被驳回两次', en: 'it was returned twice' },
  urgedTwice: { zh: '被催办两次', en: 'it was urged twice' },
  urgedThreeTimes: { zh: '被催办三次', en: 'it was urged three times' },
  transferredThreeTimes: { zh: '被转派三次', en: 'it was passed on three times' },
  reopenedTwice: { zh: '两次重新办理', en: 'it was reopened twice' },
};
const OUTCOMES: Record<string, Words> = {
  satisfied: { zh: '满意', en: 'satisfied' },
  unsatisfied: { zh: '不满意', en: 'not satisfied' },
  notReached: { zh: '未接通', en: 'not reached, called again' },
};

/** A word that nobody foresaw is told as it is. */
const known = (words: Record<string, Words>, code: unknown): Words =>
  words[String(code)] ?? { zh: String(code), en: String(code) };
