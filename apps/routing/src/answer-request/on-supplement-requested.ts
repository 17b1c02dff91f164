import { SupplementRequested } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { RequestDesk } from './request-desk.js';

/** 补充. */
@Handles(SupplementRequested)
export class AnswerSupplementOnSupplementRequested implements Handler<typeof SupplementRequested, 'routing'> {
  constructor(private readonly requests: RequestDesk) {}

  async handle(requested: Received<typeof SupplementRequested>[], context: HandlerContext<'routing'>): Promise<void> {
    await this.requests.answer('supplement', requested, context);
  }
}
