import { CallbackMade, ComplaintId, deriveId } from '@cc/contracts';
import { UnitOfWork } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Allow, CurrentCaller, Problem, scopeWhere, Sealing, zodBody, type Caller } from '@cc/service-kit';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CallbackAttempt } from '../callback-attempt.entity.js';
import { PROCEDURES } from '../tokens.js';
import { CallbackAttemptRequest } from './attempt-request.js';
import { openCallbackOf, type QueuedCallback } from '../show-callbacks/queue-callbacks.js';

/** What became of an attempt. */
interface AttemptAnswer {
  complaintId: string;
  attempt: number;
  outcome: CallbackAttempt['outcome'];
  /** close: the ticket is archived; reopen: the work goes on; tryAgain: call once more. */
  effect: CallbackAttempt['effect'];
  duplicate: boolean;
}

/** 回访: the customer was called. */
@Controller('callbacks')
export class RecordAttemptController {
  constructor(
    private readonly work: UnitOfWork<'notification'>,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    private readonly sealing: Sealing,
  ) {}

  @Post(':complaintId/attempts')
  @HttpCode(200)
  @Allow({ roles: ['callback-agent'], scope: 'division' })
  record(
    @CurrentCaller() caller: Caller,
    @Param('complaintId', zodBody(ComplaintId)) complaintId: ComplaintId,
    @Body(zodBody(CallbackAttemptRequest)) request: CallbackAttemptRequest,
  ): Promise<AttemptAnswer> {
    return this.work.run([complaintId], async ({ tx, publish, now }) => {
      const scope = scopeWhere(caller, 'a', 3);
      const [before] = await tx.query<CallbackAttempt>(
        `select attempt, outcome, effect from callback_attempts a
          where complaint_id = $1 and attempt_id = $2 and ${scope.sql}`,
        [complaintId, request.attemptId, ...scope.params],
      );
      if (before !== undefined) return answer(complaintId, before, true);

      const madeAt = request.at ?? now;
      if (madeAt > now) throw inTheFuture(madeAt, now);
      const callback = await openCallbackOf(tx, caller, complaintId);
      const attempt = callback.attempts + 1;
      const effect = this.procedures.afterCallback(callback.bases, request.outcome, attempt);

      await tx.query('update callbacks set attempts = $2, state = $3 where callback_id = $1', [
        callback.callbackId,
        attempt,
        effect.value === 'tryAgain' ? 'open' : 'done',
      ]);
      const made = attemptRow(callback, request, attempt, effect.value, caller, madeAt, now);
      await tx.insertAll(CallbackAttempt, [made]);
      publish(CallbackMade, [
        {
          cause: { id: deriveId(complaintId, request.attemptId), traceparent: callback.traceparent },
          organisation: callback.organisation,
          division: callback.division,
          unit: callback.unit,
          data: {
            complaintId,
            attempt,
            outcome: request.outcome,
            effect: effect.value,
            why: effect.reason,
            by: { role: 'callback-agent', id: caller.subject },
            ...(request.said !== undefined && { said: this.sealing.seal({ text: request.said }, complaintId) }),
            occurredAt: madeAt,
            recordedAt: now,
          },
        },
      ]);
      return answer(complaintId, made, false);
    });
  }
}

function attemptRow(
  callback: QueuedCallback,
  request: CallbackAttemptRequest,
  attempt: number,
  effect: CallbackAttempt['effect'],
  caller: Caller,
  madeAt: Date,
  now: Date,
): CallbackAttempt {
  return {
    complaintId: callback.complaintId,
    attemptId: request.attemptId,
    organisation: callback.organisation,
    division: callback.division,
    unit: callback.unit,
    callbackId: callback.callbackId,
    attempt,
    outcome: request.outcome,
    effect,
    madeBy: caller.subject,
    madeAt,
    recordedAt: now,
  };
}

function answer(
  complaintId: string,
  { attempt, outcome, effect }: Pick<CallbackAttempt, 'attempt' | 'outcome' | 'effect'>,
  duplicate: boolean,
): AttemptAnswer {
  return { complaintId, attempt, outcome, effect, duplicate };
}

function inTheFuture(at: Date, now: Date): Problem {
  return new Problem({
    status: 422,
    type: 'callback-in-the-future',
    title: { zh: '回访时间晚于当前时间', en: 'The callback lies in the future' },
    violations: [
      {
        field: '/at',
        value: at.toISOString(),
        rule: 'not-in-the-future',
        detail: {
          zh: `当前时间为 ${now.toISOString()}；请填写实际回访时间，或省略 at`,
          en: `it is ${now.toISOString()} now; give the time of the call, or leave out at`,
        },
      },
    ],
  });
}
