import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceUnderTest } from '@cc/testing';
import { HttpAdapterHost } from '@nestjs/core';

/** Lets the service listen, and answers where. */
export async function listening(reporting: ServiceUnderTest): Promise<string> {
  const server = reporting.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface LiveEvent {
  event: string;
  id: string;
  parts: Record<string, string>;
}

/** What a browser hears of a stream of server-sent events, one event after the other. */
export class Listener {
  private text = '';
  private readonly decoder = new TextDecoder();
  private readonly leaving = new AbortController();
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;

  static async at(address: string, headers: Record<string, string>): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(address, { headers, signal: listener.leaving.signal });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    listener.reader = response.body!.getReader();
    return listener;
  }

  /** The next event, null when the stream has ended. */
  async next(): Promise<LiveEvent | null> {
    while (!this.text.includes('\n\n')) {
      const { done, value } = await this.reader!.read();
      if (done) return null;
      this.text += this.decoder.decode(value, { stream: true });
    }
    const end = this.text.indexOf('\n\n');
    const fields = new Map(
      this.text
        .slice(0, end)
        .split('\n')
        .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
    );
    this.text = this.text.slice(end + 2);
    const { parts = [] } = JSON.parse(fields.get('data') || '{}') as { parts?: { id: string; html: string }[] };
    return {
      event: fields.get('event')!,
      id: fields.get('id') ?? '',
      parts: Object.fromEntries(parts.map(({ id, html }) => [id, html])),
    };
  }

  leave(): void {
    this.leaving.abort();
  }
}
