import { HEADER, type RawRecord } from '@cc/contracts';

/** CloudEvents 1.0 in Kafka's binary mode, as a party outside writes it. */
export interface Envelope {
  id: string;
  type: string;
  from: string;
}

export function recordOf(key: string, body: unknown, { id, type, from }: Envelope): RawRecord {
  return {
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify(body)),
    headers: {
      [HEADER.id]: [Buffer.from(id)],
      [HEADER.type]: bytesOf(type),
      [HEADER.source]: bytesOf(from),
      [HEADER.specversion]: bytesOf('1.0'),
      [HEADER.contentType]: bytesOf('application/json'),
    },
  };
}

/** Headers that many records share are encoded once; there are as many as parties and kinds of record. */
const shared = new Map<string, readonly Uint8Array[]>();

function bytesOf(header: string): readonly Uint8Array[] {
  let bytes = shared.get(header);
  if (bytes === undefined) shared.set(header, (bytes = [Buffer.from(header)]));
  return bytes;
}

/** ISO 8601 with the zone of the sender's wall clock, as their systems write it. */
export function writtenAt(at: number, offsetMinutes: number): string {
  const local = at + offsetMinutes * 60_000;
  const day = Math.floor(local / DAY);
  const seconds = Math.floor((local - day * DAY) / 1000);
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const [sign, minutes] = offsetMinutes < 0 ? ['-', -offsetMinutes] : ['+', offsetMinutes];
  return `${dateOf(day)}T${time}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const DAY = 86_400_000;

/** Days since 1970 as ISO 8601; a month of complaints names few of them. */
const dates = new Map<number, string>();

function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) dates.set(day, (date = new Date(day * DAY).toISOString().slice(0, 10)));
  return date;
}

const two = (digits: number) => (digits < 10 ? `0${digits}` : String(digits));
