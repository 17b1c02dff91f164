import { everyCaseFact } from '@cc/contracts';
import { HandlesBatch, type BatchHandler, type HandlerContext, type Received } from '@cc/messaging';
import { CaseFact } from '../case.entity.js';
import { CaseKeeper } from './case-keeper.js';

/** Every fact of a case is archived and told of the case, once. */
@HandlesBatch(everyCaseFact)
export class FollowCasesOnCaseFacts implements BatchHandler<(typeof everyCaseFact)[number], 'reporting'> {
  constructor(private readonly cases: CaseKeeper) {}

  async handle(facts: Received<(typeof everyCaseFact)[number]>[], { tx }: HandlerContext<'reporting'>): Promise<void> {
    await tx.insertAll(
      CaseFact,
      facts.map(({ id, time, type, organisation, division, data, source, partition, position }) => ({
        eventId: id,
        recordedAt: time,
        caseId: data.caseId,
        type,
        organisation,
        division,
        data,
        publisher: source,
        partition,
        position: String(position),
      })),
    );
    await this.cases.keep(facts, tx);
  }
}
