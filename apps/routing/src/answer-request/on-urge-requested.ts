import { UrgeRequested } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { RequestDesk } from './request-desk.js';

/** 催办. */
@Handles(UrgeRequested)
export class AnswerUrgeOnUrgeRequested implements Handler<typeof UrgeRequested, 'routing'> {
  constructor(private readonly requests: RequestDesk) {}

  async handle(requested: Received<typeof UrgeRequested>[], context: HandlerContext<'routing'>): Promise<void> {
    await this.requests.answer('urge', requested, context);
  }
}
