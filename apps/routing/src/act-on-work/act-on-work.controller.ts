import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { deriveId, parseWorkActionBody, WorkActionByPerson, type WorkActionSubmitted } from '@cc/contracts';
import { TimeOfDay, UnitOfWork } from '@cc/messaging';
import { Allow, CurrentCaller, readByHandler, type Caller } from '@cc/service-kit';
import { Rules } from '../rules.js';
import { ActionDesk, type ActionOutcome } from './action-desk.js';
import { callerByRest } from './party.js';
import { byCaller } from './by-caller.js';
import {
  actionRefused,
  consentByTopicOnly,
  notInYourRole,
  notTheCaller,
  otherComplaint,
  unreadable,
} from './problems.js';

/** The same actions as on the topic, for people: who acts is the bearer of the token. */
@Controller('work-orders')
export class ActOnWorkController {
  constructor(
    private readonly desk: ActionDesk,
    private readonly rules: Rules,
    private readonly unitOfWork: UnitOfWork<'routing'>,
    private readonly timeOfDay: TimeOfDay,
  ) {}

  @Post(':complaintId/actions')
  @HttpCode(200)
  @Allow({ roles: ['handler', 'dispatcher', 'auditor', 'supervisor'], scope: 'unit' })
  async act(
    @Param('complaintId') complaintId: string,
    @Body(readByHandler(WorkActionByPerson)) body: unknown,
    @CurrentCaller() caller: Caller,
  ) {
    const submitted = this.read(body, caller);
    if (submitted.complaintId !== complaintId) throw otherComplaint(submitted.complaintId, complaintId);
    if (submitted.by.id !== caller.subject) throw notTheCaller(submitted.by.id, caller.subject);
    if (!caller.roles.includes(submitted.by.role)) throw notInYourRole(submitted.by.role, caller.roles);
    const { consents = [] } = submitted.do;
    if (consents.length > 0) throw consentByTopicOnly(consents);

    const party = callerByRest(caller, (id) => this.rules.of(id).organisation);
    const cause = { id: deriveId('action', party.name, submitted.actionId), traceparent: null };
    const outcome = await this.unitOfWork.run([complaintId], async (context) => {
      const [answered] = await this.desk.act([{ party, submitted, handedInAt: context.now, cause }], context);
      return answered!;
    });
    if (outcome.first === 'refused') throw actionRefused(submitted, outcome);
    return told(submitted, outcome);
  }

  private read(body: unknown, { subject }: Caller): WorkActionSubmitted {
    const parsed = parseWorkActionBody(byCaller(body, subject), { now: this.timeOfDay.now() });
    if (parsed.kind === 'refused') throw unreadable(parsed.violations);
    return parsed.action;
  }
}

const told = ({ actionId, complaintId }: WorkActionSubmitted, { result, answer }: ActionOutcome) => ({
  actionId,
  complaintId,
  result,
  ...answer,
});
