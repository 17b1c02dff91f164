import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { masked } from '@cc/contracts';
import { Config, type ConfigOf } from '@cc/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NotificationConfig } from '../notification.config.js';
import type { HandOver, MessageProvider, OutgoingMessage } from './provider.js';

/** Keeps what it is given in a table, and in a file where one is named. It sends nothing to anybody, and says so by its name. */
@Injectable()
export class CaptureProvider implements MessageProvider {
  readonly name = 'capture';

  constructor(
    private readonly database: DataSource,
    @Config() private readonly config: ConfigOf<typeof NotificationConfig>,
  ) {}

  async handOver(messages: readonly OutgoingMessage[], now: Date): Promise<HandOver[]> {
    const sendable = messages.filter(hasRecipient);
    const kept = await this.database.query<{ message_id: string }[]>(
      `insert into captured_messages (message_id, complaint_id, channel, recipient, text, captured_at)
       select m.*, $6 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as m
       on conflict do nothing returning message_id`,
      [
        sendable.map(({ messageId }) => messageId),
        sendable.map(({ complaintId }) => complaintId),
        sendable.map(({ channel }) => channel),
        sendable.map(shownRecipient),
        sendable.map(({ text }) => text),
        now,
      ],
    );
    const fresh = new Set(kept.map(({ message_id }) => message_id));
    await this.writeLines(
      sendable.filter(({ messageId }) => fresh.has(messageId)),
      now,
    );
    return messages.map((message) =>
      hasRecipient(message) ? { result: 'accepted' } : { result: 'refused', problem: 'no-number' },
    );
  }

  private async writeLines(messages: readonly OutgoingMessage[], now: Date): Promise<void> {
    const { CAPTURE_FILE: file } = this.config;
    if (file === undefined || messages.length === 0) return;
    const lines = messages.map((message) => {
      const recipient = this.config.CAPTURE_IN_CLEAR ? message.recipient : shownRecipient(message);
      return `${JSON.stringify({ ...message, recipient, capturedAt: now.toISOString() })}\n`;
    });
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, lines.join(''), { mode: 0o600 });
  }
}

const hasRecipient = ({ channel, recipient }: OutgoingMessage) => channel !== 'sms' || recipient !== '';
const shownRecipient = ({ channel, recipient }: OutgoingMessage) => (channel === 'sms' ? masked(recipient) : recipient);
