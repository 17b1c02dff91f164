import { everyFact } from '@cc/contracts';
import { HandlesBatch, type BatchHandler, type HandlerContext, type Received } from '@cc/messaging';
import { FactCounter } from '../count-facts/fact-counter.js';
import { TicketWatch } from '../watch-tickets/ticket-watch.js';
import { FactArchive } from './fact-archive.js';

/** Every fact is archived, counted and followed once, in the transaction that moves our position in the journal. */
@HandlesBatch(everyFact)
export class ArchiveOnEveryFact implements BatchHandler<(typeof everyFact)[number], 'reporting'> {
  constructor(
    private readonly archive: FactArchive,
    private readonly counter: FactCounter,
    private readonly watch: TicketWatch,
  ) {}

  async handle(facts: Received<(typeof everyFact)[number]>[], { tx }: HandlerContext<'reporting'>): Promise<void> {
    await this.archive.keep(facts, tx);
    await this.counter.count(facts, tx);
    await this.watch.follow(facts, tx);
  }
}
