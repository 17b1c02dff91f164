import { Controller, Get, Param } from '@nestjs/common';
import { ComplaintId } from '@cc/contracts';
import { UnitOfWork, type HandlerContext } from '@cc/messaging';
import { Allow, CurrentCaller, inScope, leaveTrace, type Caller } from '@cc/service-kit';
import { allowedTo } from '../act-on-work/allowed-to.js';
import { callerByRest } from '../act-on-work/party.js';
import { noSuchWork } from '../act-on-work/problems.js';
import { AnsweredAction } from '../answered-action.entity.js';
import { AnsweredRequest } from '../answered-request.entity.js';
import { allowedRecords } from '../attempt.js';
import { Decision } from '../decision.entity.js';
import { DispatchedWork } from '../dispatched-work.entity.js';
import { promisedDueTimes, runningClocks } from '../due-times.js';
import { Rules } from '../rules.js';
import type { Ticket } from '../ticket.entity.js';
import { Tickets } from '../tickets.js';
import { auditsNow } from './auditing.js';
import { ClearTexts } from './clear-texts.js';
import { shownExtension } from './shown-extension.js';

const ACTING = ['handler', 'dispatcher', 'auditor', 'supervisor'] as const;

/**
 * One work order with its history and every reason; to its handlers also who complains and about what. Who audits another
 * division's slip sees it while it waits for that, with the problem, but not who complains; who may decide about more time
 * reads why it was asked for.
 */
@Controller('work-orders')
export class ShowWorkOrderController {
  constructor(
    private readonly unitOfWork: UnitOfWork<'routing'>,
    private readonly tickets: Tickets,
    private readonly rules: Rules,
    private readonly clearTexts: ClearTexts,
  ) {}

  @Get(':complaintId')
  @Allow({ roles: ['handler', 'dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'unit' })
  async show(@Param('complaintId') id: string, @CurrentCaller() caller: Caller) {
    const read = ComplaintId.safeParse(id);
    if (!read.success) throw noSuchWork(id);
    const complaintId = read.data;
    return this.unitOfWork.run([], async (context) => {
      const ticket = (await this.tickets.load(context.tx, [complaintId])).get(complaintId);
      const audits = ticket !== undefined && auditsNow(caller, this.rules, ticket);
      if (!ticket || !(audits || inScope(caller, ticket))) throw noSuchWork(complaintId);
      const handles = caller.roles.includes('handler') && inScope(caller, ticket);
      const allowed = this.allowed(caller, ticket, context.now);
      const decides = allowed.some(({ actions }) => actions.includes('refuseExtension'));
      return {
        ...standing(ticket),
        extensionAsked: await this.extensionAsked(context, ticket, caller, decides),
        due: promisedDueTimes(runningClocks(this.rules.procedures, ticket)),
        allowedActions: allowed,
        ...(await history(context, complaintId)),
        clear: handles || audits ? await this.disclose(context, ticket, caller, { toAudit: !handles }) : null,
      };
    });
  }

  private allowed(caller: Caller, ticket: Ticket, now: Date) {
    const rules = this.rules.of(ticket.organisation);
    const party = callerByRest(caller, (id) => this.rules.of(id).organisation);
    const acting = ACTING.filter((role) => (caller.roles as readonly string[]).includes(role));
    return acting.map((role) => ({
      role,
      actions: allowedTo(ticket, rules, { party, by: { role, id: caller.subject }, now }),
      records: party.reaches(ticket, 'record')
        ? allowedRecords(this.rules.procedures, ticket, role, party.reach === 'group')
        : [],
    }));
  }

  private async extensionAsked(
    { tx, now }: HandlerContext<'routing'>,
    ticket: Ticket,
    caller: Caller,
    decides: boolean,
  ) {
    const shown = shownExtension(ticket.extensionAsked);
    const contentId = ticket.extensionAsked?.contentId;
    if (!shown || !decides || !contentId) return shown && { ...shown, text: null };
    await leaveTrace(tx, caller, ticket, { reason: 'more time', now });
    return { ...shown, text: await this.clearTexts.ofRequest(tx, ticket.complaintId, contentId) };
  }

  private async disclose(
    { tx, now }: HandlerContext<'routing'>,
    ticket: Ticket,
    caller: Caller,
    { toAudit }: { toAudit: boolean },
  ) {
    await leaveTrace(tx, caller, ticket, { reason: toAudit ? 'audit' : 'work order', now });
    return this.clearTexts.of(tx, ticket.complaintId, { toAudit });
  }
}

const standing = (ticket: Ticket) => ({
  complaintId: ticket.complaintId,
  number: ticket.number,
  workOrderId: ticket.workOrderId,
  organisation: ticket.organisation,
  division: ticket.division,
  unit: ticket.unit,
  stage: ticket.stage,
  dispatchNo: ticket.dispatchNo,
  fallback: ticket.fallback,
  returns: ticket.returns,
  urges: ticket.urges,
  reopened: ticket.reopened,
  supervisedClocks: ticket.supervisedClocks,
  paused: ticket.pausedAt && { since: ticket.pausedAt, reasonCode: ticket.pausedFor },
  nature: ticket.nature,
  channelLevel: ticket.channelLevel,
  urgency: ticket.urgency,
  ...ticket.classification,
  bases: ticket.bases,
  receivedAt: ticket.receivedAt,
  registeredAt: ticket.registeredAt,
  dispatchedAt: ticket.dispatchedAt,
  dueAt: ticket.dueAt,
  closedAt: ticket.closedAt,
  version: ticket.version,
});

/** In the order in which it happened. */
async function history({ tx: { manager } }: HandlerContext<'routing'>, complaintId: ComplaintId) {
  const [dispatches, decisions, actions, requests] = [
    await manager.find(DispatchedWork, { where: { complaintId }, order: { dispatchNo: 'asc' } }),
    await manager.find(Decision, { where: { complaintId }, order: { decidedAt: 'asc', place: 'asc' } }),
    await manager.find(AnsweredAction, { where: { complaintId }, order: { answeredAt: 'asc' } }),
    await manager.find(AnsweredRequest, { where: { complaintId }, order: { answeredAt: 'asc' } }),
  ];
  return {
    dispatches,
    decisions: decisions.map(({ kind, answer, rule, basis, basisVersion, source, unit, division, decidedAt }) => ({
      kind,
      answer,
      why: { rule, basis, version: basisVersion, source },
      division,
      unit,
      decidedAt,
    })),
    actions: actions.map(({ actionId, action, role, actor, result, answer, occurredAt, answeredAt }) => ({
      actionId,
      action,
      by: { role, id: actor },
      result,
      why: answer.why,
      occurredAt,
      answeredAt,
    })),
    requests: requests.map(({ requestId, kind, result, reason, answeredAt }) => ({
      requestId,
      kind,
      result,
      why: reason,
      answeredAt,
    })),
  };
}
