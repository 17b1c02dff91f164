import type { SubmissionOnTheWire } from '@cc/contracts';
import { aMonth, type Step } from '@cc/generator';
import { loadOrganisations } from '@cc/procedures';

/** So many different complaints are told in turn, each time by another customer. */
const DIFFERENT = 3000;
const SEED = 1;
/** A month that is over: its instants are moved to the present when a complaint is sent. */
const MONTH = new Date('2026-10-01T00:00:00+08:00');

interface Told {
  submission: SubmissionOnTheWire;
  toldAt: number;
}

/**
 * What customers complain of, through which channels and where, from the generated month: first contacts that become one
 * ticket of somebody with a number, so that each brings a receipt, a work order, clocks and an SMS.
 */
export class Complaints {
  private readonly different: readonly Told[];
  private customers = 0;

  constructor(
    /** In every id, so that two runs on one broker do not meet. */
    private readonly run: string,
    different = DIFFERENT,
  ) {
    this.different = firstContacts(different);
  }

  /** What a source calls the submission of this name. */
  idOf(name: string): string {
    return `${this.run}-${name}`;
  }

  /** The next complaint, told at this instant, under an id of its own. */
  next(name: string, now: number): SubmissionOnTheWire {
    const nth = this.customers++;
    const { submission, toldAt } = this.different[nth % this.different.length]!;
    const phone = numberOfNobody(nth);
    const moved = (instant: string) => new Date(now - (toldAt - Date.parse(instant))).toISOString();
    const { customer, occurredAt, items, ...rest } = submission;
    return {
      ...rest,
      sourceId: this.idOf(name),
      occurredAt: moved(occurredAt),
      customer: { ...customer!, phone },
      items: items.map((item) =>
        item.kind !== 'new'
          ? item
          : {
              ...item,
              businessNumber: phone,
              ...(typeof item.fault?.at !== 'string' ? {} : { fault: { ...item.fault, at: moved(item.fault.at) } }),
            },
      ),
    };
  }
}

function firstContacts(count: number): Told[] {
  const organisation = loadOrganisations().of('telecom-group');
  const told: Told[] = [];
  for (const step of aMonth({ seed: SEED, from: MONTH, complaints: 2 * count + 100, organisation })) {
    if (!isOneTicket(step)) continue;
    const submission = JSON.parse(Buffer.from(step.record.value!).toString()) as SubmissionOnTheWire;
    if (submission.customer?.phone === undefined) continue;
    told.push({ submission, toldAt: step.at.getTime() });
    if (told.length === count) return told;
  }
  throw new Error(`the month holds ${told.length} plain complaints, not ${count}`);
}

const isOneTicket = ({ shows, expected }: Step) =>
  shows === 'complaint' &&
  expected.answer === 'receipt' &&
  expected.items.length === 1 &&
  expected.items[0]!.outcomes[0] === 'ticket';

/** Thousands that are given to nobody; see docs/generator.md. */
const THOUSANDS = ['13490', '13491', '13494', '13495', '13496', '13497', '13498'];

function numberOfNobody(nth: number): string {
  const thousand = THOUSANDS[Math.floor(nth / 1_000_000) % THOUSANDS.length]!;
  return thousand + String(nth % 1_000_000).padStart(6, '0');
}
