import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Config, type ConfigOf } from '@cc/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NotificationConfig } from '../notification.config.js';
import type { HandOver, MessageProvider, OutgoingMessage } from './provider.js';

/** Keeps what it is given in a table and a file. It sends nothing to anybody, and says so by its name. */
@Injectable()
export class CaptureProvider implements MessageProvider {
  readonly name = 'capture';

  constructor(
    private readonly database: DataSource,
    @Config() private readonly config: ConfigOf<typeof NotificationConfig>,
  ) {}

  async handOver(message: OutgoingMessage, now: Date): Promise<HandOver> {
    if (message.channel === 'sms' && message.recipient === '') {
      return { result: 'refused', problem: 'the complaint has no telephone number' };
    }
    const recipient = message.channel === 'sms' ? mask(message.recipient) : message.recipient;
    const kept = await this.database.query<unknown[]>(
      `insert into captured_messages (message_id, complaint_id, channel, recipient, text, captured_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning message_id`,
      [message.messageId, message.complaintId, message.channel, recipient, message.text, now],
    );
    if (kept.length > 0) await this.writeLine({ ...message, recipient, capturedAt: now.toISOString() }, message);
    return { result: 'accepted' };
  }

  private async writeLine(masked: object, clear: OutgoingMessage): Promise<void> {
    const line = this.config.CAPTURE_IN_CLEAR ? { ...masked, recipient: clear.recipient } : masked;
    await mkdir(dirname(this.config.CAPTURE_FILE), { recursive: true });
    await appendFile(this.config.CAPTURE_FILE, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}

/** 138****8000: enough to recognise one's own number, not enough to call it. */
export function mask(phone: string): string {
  const digits = phone.replace(/^\+86/, '');
  return digits.length < 8 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
