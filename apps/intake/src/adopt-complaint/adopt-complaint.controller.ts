import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ComplaintId, deriveId, TicketRegistered } from '@cc/contracts';
import { TimeOfDay, UnitOfWork, type HandlerContext, type Transaction } from '@cc/messaging';
import {
  Allow,
  CurrentCaller,
  currentTraceparent,
  inScope,
  Problem,
  zodBody,
  type Caller,
  type Role,
} from '@cc/service-kit';
import type { Complaint } from '../complaint.entity.js';
import { SeenComplaints, type Question } from '../count-complaints/seen-complaints.js';
import { Recount } from '../recount.entity.js';
import { toAssessAgain } from '../reclassify/assess-again.js';
import { answerPromise } from '../register-complaint/answer-promise.js';
import { registered } from '../register-complaint/complaint-facts.js';
import { selectComplaints } from '../register-complaint/select-complaints.js';
import { mustCover, untilItStands } from '../register-moved.js';
import { Rules } from '../rules.js';
import { notFound } from '../show-complaints/not-found.js';
import { adopted, maybeAdopted, receivedNow } from './adopted.js';
import { KeptRequests } from './kept-requests.js';

const ROLES = ['dispatcher', 'supervisor', 'intake'] as const satisfies readonly Role[];

/** 历史投诉转办: a person takes up a complaint of the past that was still open; from then on it is a ticket like any other. */
@Controller('complaints')
export class AdoptComplaintController {
  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly rules: Rules,
    private readonly timeOfDay: TimeOfDay,
    private readonly kept: KeptRequests,
  ) {}

  @Post(':id/adopt')
  @HttpCode(200)
  @Allow({ roles: [...ROLES], scope: 'division' })
  adopt(@Param('id', zodBody(ComplaintId)) id: ComplaintId, @CurrentCaller() caller: Caller) {
    return untilItStands(() => {
      let locked = new Set<string>();
      return this.unitOfWork.run(
        async (tx) => [...(locked = new Set(await this.keysOf(id, tx)))],
        (context) => this.take(id, caller, locked, context),
      );
    });
  }

  /** What is counted together must not be counted by two at once: it is counted at the instant of the adoption. */
  private async keysOf(id: ComplaintId, tx: Transaction): Promise<string[]> {
    const [complaint] = await selectComplaints(tx, 'c.id = $1::uuid', [id]);
    if (!complaint) return [id];
    const today = receivedNow(complaint, this.timeOfDay.now());
    return [id, ...SeenComplaints.keysOf([this.question(today)])];
  }

  private async take(id: ComplaintId, caller: Caller, locked: ReadonlySet<string>, context: HandlerContext<'intake'>) {
    const { tx, publish, now } = context;
    const [complaint] = await selectComplaints(tx, 'c.id = $1::uuid', [id]);
    if (!complaint || !inScope(caller, complaint)) throw notFound(id);
    if (!maybeAdopted(complaint)) throw notWaiting(complaint);

    const { assessment, answerBy } = await this.judged(receivedNow(complaint, now), locked, tx);
    const ticket = adopted(complaint, assessment, answerBy, now);
    await save(ticket, tx);
    if (assessment.gathered !== null) await tx.insertAll(Recount, [{ complaintId: id, requestedAt: now, lookAt: now }]);

    const cause = { id: deriveId('adopted', id), traceparent: currentTraceparent() };
    const fact = registered(ticket, cause);
    const adoptedBy = { role: ROLES.find((role) => caller.roles.includes(role))!, id: caller.subject };
    const instants = { occurredAt: now, receivedAt: now, recordedAt: now };
    const { numberHash } = ticket;
    publish(TicketRegistered, [{ ...fact, data: { ...fact.data, ...instants, adoptedBy, numberHash } }]);
    await this.kept.handOn(ticket, cause, context);
    return { complaintId: id, number: ticket.number, status: ticket.status, answerBy };
  }

  private async judged(today: Complaint, locked: ReadonlySet<string>, tx: Transaction) {
    const { procedures } = this.rules;
    const question = this.question(today);
    // The clock went on while we waited for the locks: other rules may hold now.
    mustCover(locked, SeenComplaints.keysOf([question]));
    const seen = await SeenComplaints.load(tx, [question]);
    const assessment = procedures.assess(toAssessAgain(today, []), (query) =>
      seen.answer(today.organisation, '', query).filter(({ complaintId }) => complaintId !== today.id),
    );
    if (assessment.acceptance.value !== 'accepted') throw notAccepted(assessment.acceptance.value);
    const known = { ...today, nature: assessment.nature.value };
    return { assessment, answerBy: answerPromise(procedures, assessment.bases, today, known) };
  }

  private question(complaint: Complaint): Question {
    const { organisation } = complaint;
    return { organisation, queries: this.rules.procedures.lookBacks(toAssessAgain(complaint, [])) };
  }
}

async function save(ticket: Complaint, tx: Transaction): Promise<void> {
  await tx.query(
    `update complaints set outcome = $2, status = $3, status_at = $4, received_at = $5, bases = $6, nature = $7, assessed_as = $7,
       reasons = $8, repeat_of = $9, answer_by = $10, urges = $11 where id = $1::uuid`,
    [
      ticket.id,
      ticket.outcome,
      ticket.status,
      ticket.statusAt,
      ticket.receivedAt,
      JSON.stringify(ticket.bases),
      ticket.nature,
      JSON.stringify(ticket.reasons),
      ticket.repeatOf,
      ticket.answerBy,
      ticket.urges,
    ],
  );
}

const notWaiting = ({ importedFrom, status }: Complaint) =>
  new Problem({
    status: 409,
    type: 'not-waiting',
    title: { zh: '无可转办', en: 'Nothing to adopt' },
    detail:
      importedFrom === null
        ? { zh: '该投诉不是历史投诉，已在处理流程中', en: 'it is no complaint of the past: it goes its way already' }
        : {
            zh: `该历史投诉的状态为 ${status}，只有未办结的可以转办`,
            en: `it is ${status}; only what waits can be adopted`,
          },
  });

const notAccepted = (answer: string) =>
  new Problem({
    status: 409,
    type: 'not-accepted',
    title: { zh: '按现行规程不予受理', en: 'Not accepted by the rules of today' },
    detail: { zh: `规程的答复：${answer}`, en: `the rules answer: ${answer}` },
  });
