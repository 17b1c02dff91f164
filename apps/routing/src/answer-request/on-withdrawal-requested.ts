import { WithdrawalRequested } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { RequestDesk } from './request-desk.js';

/** 撤诉. */
@Handles(WithdrawalRequested)
export class AnswerWithdrawalOnWithdrawalRequested implements Handler<typeof WithdrawalRequested, 'routing'> {
  constructor(private readonly requests: RequestDesk) {}

  async handle(requested: Received<typeof WithdrawalRequested>[], context: HandlerContext<'routing'>): Promise<void> {
    await this.requests.answer('withdrawal', requested, context);
  }
}
