import { Body, Controller, Post, Res } from '@nestjs/common';
import { deriveId, parseSubmissionBody, Submission, SubmissionReceipt, type Violation } from '@cc/contracts';
import { TimeOfDay, UnitOfWork } from '@cc/messaging';
import {
  Allow,
  CurrentCaller,
  currentTraceparent,
  inScope,
  KeyedHash,
  Problem,
  readByHandler,
  type Caller,
} from '@cc/service-kit';
import type { Response } from 'express';
import { z } from 'zod';
import { Normaliser } from '../normalise/normaliser.js';
import { untilItStands } from '../register-moved.js';
import { Rules, type SubmittingParty } from '../rules.js';
import { Arrivals } from './arrivals.js';
import { contentOf } from './content.js';
import type { Delivery } from './delivery.js';
import { SubmissionDesk, type Answered } from './submission-desk.js';

/** The same contract by HTTP: business halls, apps and forms; the answer is the receipt. */
@Controller('submissions')
export class SubmitComplaintController {
  private readonly arrivals: Arrivals;

  constructor(
    private readonly desk: SubmissionDesk,
    private readonly rules: Rules,
    private readonly normaliser: Normaliser,
    private readonly keyedHash: KeyedHash,
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly timeOfDay: TimeOfDay,
  ) {
    this.arrivals = new Arrivals(timeOfDay.run);
  }

  @Post()
  @Allow({ roles: ['intake'], scope: 'division' })
  async submit(
    @Body(readByHandler(Submission)) body: unknown,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ) {
    const delivery = this.deliveryOf(body, this.partyOf(body, caller), currentTraceparent());
    const answer = await untilItStands(() => this.taken(delivery));
    response.status(statusOf(answer));
    return z.encode(SubmissionReceipt.schema, answer.receipt);
  }

  private async taken(delivery: Delivery): Promise<Answered> {
    let locked = new Set<string>();
    const [answer] = await this.unitOfWork.run(
      async (tx) => [...(locked = new Set(await this.desk.keysOf([delivery], tx, delivery.receivedAt)))],
      (context) => this.desk.take([delivery], locked, context),
    );
    return answer!;
  }

  /** The source must be one of the caller's divisions; which others there are is nobody's business. */
  private partyOf(body: unknown, caller: Caller): SubmittingParty {
    const named = z.object({ source: z.string() }).safeParse(body).data?.source;
    const party = named === undefined ? undefined : this.rules.party(named);
    if (
      party &&
      inScope(caller, { organisation: party.organisation.id, division: party.source.division, unit: null })
    ) {
      return party;
    }
    throw new Problem({
      status: named === undefined ? 422 : 403,
      type: 'wrong-source',
      title: { zh: '不能以此来源提交', en: 'Not your source' },
      detail: {
        zh: '请在 source 填写令牌所属部门的来源，例如 cc-44',
        en: 'give in source a source of the divisions your token names, for example cc-44',
      },
    });
  }

  private deliveryOf(body: unknown, party: SubmittingParty, traceparent: string | null): Delivery {
    const now = this.timeOfDay.now();
    const parsed = parseSubmissionBody(body, { now, source: party.source.id, regions: this.normaliser.regions.codes });
    const source = party.source.id;
    const content = JSON.stringify(body);
    const arrival = (sourceId: string) =>
      this.arrivals.idOf({ source, sourceId, content: this.keyedHash.of(content), at: now });
    const common = { traceparent, party, receivedAt: now };
    if (parsed.kind === 'submission') {
      const { submission } = parsed;
      const { sourceId } = submission;
      const cause = deriveId('submitted', source, sourceId, this.keyedHash.of(contentOf(submission)));
      const read = { kind: 'submission', submission } as const;
      return { ...common, id: arrival(sourceId), cause, sourceId, content, read };
    }
    const { sourceId, items, violations } = parsed;
    if (sourceId === null) throw invalid(violations);
    const id = arrival(sourceId);
    return {
      ...common,
      ...{ id, cause: id, sourceId },
      content: Buffer.from(content).toString('base64'),
      read: { kind: 'unreadable', items, violations },
    };
  }
}

/** 201 recorded, 200 seen before; what was refused is a problem, although it is kept and counted. */
function statusOf(answer: Answered): number {
  if (answer.kind === 'unreadable') throw invalid(answer.violations);
  if (answer.kind === 'conflict') {
    const title = { zh: '流水号冲突', en: 'The id stands for other content' };
    throw new Problem({ status: 409, type: 'conflict', title, violations: answer.violations });
  }
  if (answer.kind === 'duplicate') return 200;
  const { items } = answer.receipt;
  if (items.every(({ outcome }) => outcome === 'refused')) throw invalid(items.flatMap(({ violations }) => violations));
  return 201;
}

const invalid = (violations: Violation[]) =>
  new Problem({ status: 422, type: 'refused', title: { zh: '提交不予受理', en: 'Submission refused' }, violations });
