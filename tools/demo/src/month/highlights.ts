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
import { DateTime } from 'luxon';
import { refusalInWords, type Refusal } from '../refusal-in-words.js';
import type { Seen } from './outside.js';
import type { Follower } from './play-month.js';

type Words = { zh: string; en: string };
type Body = Record<string, unknown>;

/** The first of each kind of thing that happens, and every mass complaint, in words; the rest is counted. */
export class Highlights implements Follower {
  private readonly numbers = new Map<string, string>();
  private readonly told = new Set<string>();

  constructor(
    private readonly tell: (line: string) => void,
    private readonly timeZone: string,
  ) {}

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
        const source = body['source'] as string;
        return is('refused', () => ({
          zh: `${source} 的提交被拒：${detail.zh}`,
          en: `a submission of ${source} is refused: ${detail.en}`,
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
          zh: `${number} 为异常工单（${String(body['kind'])}）`,
          en: 'an abnormal ticket',
        }));
      case CaseOpened.type:
        return is(type, () => this.mass(body, '成立，待查证', 'gathers: a case is opened'));
      case CaseConfirmed.type:
        return is(type, () => this.mass(body, '属实', 'is found to be true: the case is confirmed'));
      case CaseWithdrawn.type:
        return is(type, () => this.mass(body, '撤销', 'is none after all: the case is withdrawn'));
      case TicketReclassified.type: {
        const [before, nature] = [body['before'] as string, body['nature'] as string];
        return is(`${before} ${nature}`, () => ({
          zh: `${number} 由 ${before} 改为 ${nature}（累计 ${String(body['reached'] ?? 0)} 件）`,
          en: `the rules make ${before} ${nature}: ${String(body['reached'] ?? 'no more than few')} alike`,
        }));
      }
      case RequestAnswered.type: {
        const [kind, result] = [body['kind'] as string, body['result'] as string];
        return is(`${kind} ${result}`, () => ({
          zh: `${number} 的${REQUESTS[kind]}：${RESULTS[result]}`,
          en: `${kind} ${result}`,
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
        const division = topic.slice(topics.work('').length);
        const words = refusalInWords(division, step === 'early' ? 'earlyReply' : step, body as unknown as Refusal);
        const [zh, en] = words.split(' · ');
        return is(`refused ${step}`, () => ({ zh: `${number}：${zh}`, en: en! }));
      }
      default:
        return null;
    }
  }

  private mass(body: Body, zh: string, en: string): Words {
    const [name, area] = [body['name'] as Words, body['area'] as Body];
    const what = Object.values(area).flat().map(String).join(' ');
    const size = String(body['size']);
    return { zh: `${name.zh}（${what}，${size} 件）${zh}`, en: `"${name.en}" of ${size} complaints ${en}` };
  }

  private clock(number: string, body: Body, zh: string, en: string): Words {
    const name = body['name'] as Words;
    const due = DateTime.fromISO(body['dueAt'] as string, { zone: this.timeZone }).toFormat('MM-dd HH:mm');
    return { zh: `${number} 时限“${name.zh}”（${due}）${zh}`, en: `the clock "${name.en}" ${en}` };
  }
}

/** There are few of them, and they are what headquarters waits for. */
const EVERY: ReadonlySet<string> = new Set([CaseOpened.type, CaseConfirmed.type, CaseWithdrawn.type]);

const REQUESTS: Record<string, string> = { urge: '催办', supplement: '补充', withdrawal: '撤诉' };
const RESULTS: Record<string, string> = { accepted: '已受理', refused: '不予受理', bounced: '工单已归档，转为新投诉' };
const OUTCOMES: Record<string, Words> = {
  satisfied: { zh: '满意', en: 'satisfied' },
  unsatisfied: { zh: '不满意', en: 'not satisfied' },
  notReached: { zh: '未接通', en: 'not reached, called again' },
};
