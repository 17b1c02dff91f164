import { Config, type ConfigOf } from '@cc/service-kit';
import { Injectable } from '@nestjs/common';
import type { NotificationConfig } from '../notification.config.js';
import { judged } from './judged.js';
import type { HandOver, MessageProvider, OutgoingMessage } from './provider.js';

/** Requests under way at a time: a batch waits for as many rounds as it needs, well within its claim. */
const AT_ONCE = 10;

/**
 * Posts each message as JSON to the gateway of an operator (短信网关), with its id as `Idempotency-Key`. A gateway that cannot be
 * reached or takes too long is a passing fault.
 */
@Injectable()
export class HttpProvider implements MessageProvider {
  readonly name = 'http';
  private readonly url: string;

  constructor(@Config() private readonly config: ConfigOf<typeof NotificationConfig>) {
    // The configuration asks for it where this provider is chosen.
    this.url = config.MESSAGE_PROVIDER_URL!;
  }

  async handOver(messages: readonly OutgoingMessage[], _now: Date, signal: AbortSignal): Promise<HandOver[]> {
    const answers: HandOver[] = [];
    for (let at = 0; at < messages.length; at += AT_ONCE) {
      answers.push(
        ...(await Promise.all(messages.slice(at, at + AT_ONCE).map((message) => this.post(message, signal)))),
      );
    }
    return answers;
  }

  private async post(message: OutgoingMessage, stopping: AbortSignal): Promise<HandOver> {
    const { messageId, channel, recipient, text } = message;
    if (recipient === '') return { result: 'refused', problem: 'no-number' };
    try {
      const { MESSAGE_PROVIDER_TOKEN: token, MESSAGE_TIMEOUT_MS: timeout } = this.config;
      const answer = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': messageId,
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ messageId, channel, recipient, text }),
        // A redirect could lead a customer's number anywhere.
        redirect: 'manual',
        signal: AbortSignal.any([stopping, AbortSignal.timeout(timeout)]),
      });
      return judged(answer.status, await answer.text());
    } catch (error) {
      return { result: 'unavailable', problem: 'unavailable', detail: causeOf(error) };
    }
  }
}

/** What `fetch` rejects with is an error whose cause says why, where there is one. */
function causeOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: { message: string } };
  return cause ? `${message}: ${cause.message}` : message;
}
