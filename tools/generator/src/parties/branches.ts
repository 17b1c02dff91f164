import type { WorkAction } from '@cc/contracts';
import type { Organisation } from '@cc/procedures';
import { DateTime } from 'luxon';
import { randomFor, type Random } from '../random.js';
import { SHARES, type Shares } from '../shares.js';
import { actOf, type Act } from './act.js';
import { inOfficeHours } from './office-hours.js';
import { slipOf } from './slips.js';
import type { SeenWorkOrder } from './work-order.js';

export interface PartyOptions {
  seed: number;
  organisation: Organisation;
  shares?: Shares;
}

/** What a branch is told of work that it has, as far as it does something about it. */
export interface SeenChange {
  division: string;
  complaintId: string;
  workOrderId: string;
  change: string;
  stage: string;
  at: string;
}

const HOUR = 3_600_000;

/**
 * What the branch (省分公司) will do with a work order, in order of time. Decided by the seed and the order alone, so that it
 * fits whatever the platform really dispatched; what meanwhile became impossible (the customer withdrew) the platform refuses.
 */
export function branchAnswers(order: SeenWorkOrder, options: PartyOptions): Act[] {
  const { shares = SHARES } = options;
  const { branch } = shares;
  const about = (what: string) => randomFor(options.seed, `branch ${what}`, `${order.complaintId} ${order.dispatchNo}`);
  const desk = new Desk(order, options, about('hours'));
  const { takenAt, answeredAt } = timesOf(order, branch, about('times'));

  const returns = about('return').chance(order.dispatchNo === 1 ? branch.returns : branch.returnsAgain);
  // The unit that gets what nobody wants may not refuse it, and nobody returns it a third time.
  if (returns && !order.fallback && order.dispatchNo <= 2)
    return [desk.act(takenAt, 'return', returned(about('reason')))];
  const transfer = about('transfer').chance(branch.transfers) && order.dispatchNo === 1;
  const to = transfer ? otherUnit(order, options.organisation, about('unit')) : null;
  if (to) return [desk.act(takenAt, 'transfer', { action: 'transfer', to, reasonCode: 'other-department' })];

  const reply: WorkAction = { action: 'reply', slip: slipOf(order, shares, about('slip')) };
  const acts: Act[] = [];
  if (about('early').chance(branch.repliesTooEarly)) acts.push(desk.act(takenAt, 'early', reply));
  acts.push(desk.act(takenAt, 'accept', { action: 'accept' }));
  acts.push(...pausing(desk, takenAt, answeredAt, branch, about('pause')));
  acts.push(desk.act(answeredAt, 'reply', reply));
  if (about('twice').chance(branch.sendsTwice)) acts.push(acts.at(-1)!);
  return acts;
}

/** What the branch does when work comes back to it: a slip that was refused, a customer who was not satisfied. */
export function branchAnswersChange(
  { change, stage, at, ...work }: SeenChange,
  problem: { problem: string; category: readonly string[] },
  options: PartyOptions,
): Act[] {
  const again = change === 'replyRefused' || (change === 'reopened' && stage === 'accepted');
  if (!again) return [];
  const { shares = SHARES } = options;
  // Which of several times it is, only the instant tells.
  const random = randomFor(options.seed, `branch ${change}`, `${work.complaintId} ${at}`);
  const changedAt = Date.parse(at);
  const desk = new Desk({ ...work, dispatchedAt: at }, options, random);
  const slip = { ...slipOf(problem, shares, random), resolved: true };
  return [desk.act(changedAt + (1 + 8 * random.fraction()) * HOUR, `again-${changedAt}`, { action: 'reply', slip })];
}

/** Writes the actions of one branch; each at an hour at which somebody is there, none before the one before. */
class Desk {
  private readonly offsetMinutes: number;
  private last = -Infinity;

  constructor(
    private readonly order: Pick<SeenWorkOrder, 'division' | 'complaintId' | 'workOrderId' | 'dispatchedAt'>,
    { organisation }: PartyOptions,
    private readonly random: Random,
  ) {
    const { timeZone } = organisation;
    this.offsetMinutes = DateTime.fromISO(order.dispatchedAt, { zone: timeZone }).offset;
  }

  act(at: number, step: string, what: WorkAction): Act {
    const { division, complaintId, workOrderId } = this.order;
    const when = Math.max(inOfficeHours(at, this.offsetMinutes, this.random), this.last + 1000);
    this.last = when;
    return actOf(when, division, this.offsetMinutes, {
      actionId: `${workOrderId}-${step}`,
      complaintId,
      workOrderId,
      by: { role: 'handler', id: `${division}-${String(this.random.between(1, 40)).padStart(2, '0')}` },
      do: what,
    });
  }
}

/** In time: the work is taken within two hours and answered well before the limit. Late: one, or both, after it. */
function timesOf(order: SeenWorkOrder, branch: Shares['branch'], random: Random) {
  const from = Date.parse(order.dispatchedAt);
  const late = random.chance(branch.acceptsLate);
  const takenAt = from + (late ? 3 + 9 * random.fraction() : 0.05 + 1.4 * random.fraction()) * HOUR;
  // The limits of the answer; that of the acceptance is shorter.
  const limits = order.due.map(({ dueAt }) => Date.parse(dueAt)).filter((dueAt) => dueAt > from + 6 * HOUR);
  const limit = limits.length > 0 ? Math.min(...limits) : from + 48 * HOUR;
  const answeredAt = random.chance(branch.answersLate)
    ? limit + (1 + 30 * random.fraction()) * HOUR
    : from + (0.1 + 0.6 * random.fraction()) * (limit - from);
  return { takenAt, answeredAt: Math.max(answeredAt, takenAt + HOUR / 4) };
}

function pausing(desk: Desk, takenAt: number, answeredAt: number, branch: Shares['branch'], random: Random): Act[] {
  if (!random.chance(branch.pauses)) return [];
  const reasonCode = random.one(['waiting-for-customer', 'waiting-for-appointment', 'waiting-for-third-party']);
  const between = answeredAt - takenAt;
  return [
    desk.act(takenAt + between * 0.2, 'pause', { action: 'pause', reasonCode }),
    desk.act(takenAt + between * 0.8, 'resume', { action: 'resume' }),
  ];
}

const returned = (random: Random): WorkAction => ({
  action: 'return',
  ...random.one([
    { reasonCode: 'not-our-area', text: '故障地址不在本单位维护范围，请核对后重派' },
    { reasonCode: 'not-our-business', text: '属其他部门业务，建议转派' },
    { reasonCode: 'incomplete', text: '工单信息不全，缺少联系方式和地址' },
  ]),
});

/** Another department or city of the same division; none where there is no other, or where nobody knows who has it. */
function otherUnit({ division, unit }: SeenWorkOrder, organisation: Organisation, random: Random) {
  if (unit === null) return null;
  const others = (organisation.division(division)?.units ?? []).filter(({ id }) => id !== unit);
  return others.length > 0 ? { division, unit: random.one(others).id } : null;
}
