import {
  CallbackMade,
  DeadlineMissed,
  DeadlineWarned,
  EscalationRaised,
  MessageHandedOver,
  SubmissionReceipt,
  TicketClosed,
  TicketRegistered,
  WorkDispatched,
} from '@cc/contracts';
import { placesOf } from '@cc/hub';
import { DateTime } from 'luxon';
import type { Seen } from './outside.js';
import type { Follower } from './play-month.js';

/** What a day is told by, in the order of the journey. */
const COLUMNS = [
  { type: SubmissionReceipt.type, zh: '回执', en: 'receipts' },
  { type: TicketRegistered.type, zh: '工单', en: 'tickets' },
  { type: WorkDispatched.type, zh: '派单', en: 'dispatched' },
  { type: DeadlineWarned.type, zh: '预警', en: 'warned' },
  { type: DeadlineMissed.type, zh: '超时', en: 'missed' },
  { type: EscalationRaised.type, zh: '升级', en: 'escalated' },
  { type: MessageHandedOver.type, zh: '通知', en: 'messages' },
  { type: CallbackMade.type, zh: '回访', en: 'callbacks' },
  { type: TicketClosed.type, zh: '归档', en: 'closed' },
] as const;

const DAY_WIDTH = '11-23 – 12-02'.length;
const WEEKDAYS = ['一 Mon', '二 Tue', '三 Wed', '四 Thu', '五 Fri', '六 Sat', '日 Sun'];

/** Counts what was read from Kafka, and tells it day by day, what is notable of a day below its counts; after the month, week by week. */
export class Tally implements Follower {
  private counts = nothing();
  private readonly total = nothing();
  private from: string | null = null;
  private notes: string[] = [];
  private lines = 0;

  constructor(
    private readonly show: (line: string) => void,
    private readonly isLastOfLine: (day: string) => boolean,
  ) {}

  pushed(): void {}

  saw({ type }: Seen): void {
    if (!this.counts.has(type)) return;
    for (const counts of [this.counts, this.total]) counts.set(type, counts.get(type)! + 1);
  }

  /** Something to say of the day that goes on. */
  note(line: string): void {
    this.notes.push(line);
  }

  /** How many tickets there are by now. */
  get tickets(): number {
    return this.total.get(TicketRegistered.type)!;
  }

  dayEnded(day: string): void {
    this.from ??= day;
    if (this.isLastOfLine(day)) this.line(day);
  }

  /** What is left of a week, and the sum. */
  end(day: string): void {
    if (this.from !== null) this.line(day);
    this.show(row('合计 total', this.total));
  }

  private line(day: string): void {
    if (this.lines++ % 14 === 0) this.heading();
    const name = this.from === day ? `${day.slice(5)} ${weekday(day)}` : `${this.from!.slice(5)} – ${day.slice(5)}`;
    this.show(row(name, this.counts));
    for (const note of this.notes) this.show(note);
    this.notes = [];
    this.counts = nothing();
    this.from = null;
  }

  private heading(): void {
    this.show([pad('日期', DAY_WIDTH), ...COLUMNS.map(({ zh, en }) => padStart(zh, en.length))].join('  '));
    this.show([pad('day', DAY_WIDTH), ...COLUMNS.map(({ en }) => en)].join('  '));
  }
}

const nothing = () => new Map<string, number>(COLUMNS.map(({ type }) => [type, 0]));
const weekday = (day: string) => WEEKDAYS[DateTime.fromISO(day).weekday - 1]!;
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - placesOf(text)));
const padStart = (text: string, width: number) => ' '.repeat(Math.max(0, width - placesOf(text))) + text;
const row = (name: string, counts: ReadonlyMap<string, number>) =>
  [pad(name, DAY_WIDTH), ...COLUMNS.map(({ type, en }) => String(counts.get(type)).padStart(en.length))].join('  ');
