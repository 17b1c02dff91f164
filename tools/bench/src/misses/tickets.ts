import {
  deriveId,
  FACTS,
  FACTS_PARTITIONS,
  HEADER,
  TicketRegistered,
  toHeaders,
  type ComplaintId,
  type DataOf,
} from '@cc/contracts';
import { encode, partitionOf } from '@cc/messaging';
import { engineProcedures, knownAtRegistration } from '@cc/procedures';
import { Kafka, logLevel, type Producer } from 'kafkajs';

const rules = engineProcedures();

const COMPLAINT = {
  channel: 'hotline',
  channelLevel: 'province' as const,
  category: ['network', 'broadband', 'broadband-outage'],
  nature: 'ordinary' as const,
  customerLevel: null,
  massFlag: false,
  riskFlags: [],
};

/** Tickets as intake opens them, whose first clocks run out at these instants. */
export function ticketsDueAt(run: string, dueAt: readonly Date[]): DataOf<typeof TicketRegistered>[] {
  const limit = firstLimit();
  const [first] = dueAt;
  return dueAt.map((due, place) => {
    const recordedAt = new Date(due.getTime() - limit);
    return {
      ...COMPLAINT,
      complaintId: deriveId<ComplaintId>('bench', run, first!.getTime(), place),
      number: `${run}-${place}`,
      submission: { source: 'cc-44', sourceId: `${run}-${place}`, item: 0 },
      sourceDivision: '44',
      urgency: 'normal',
      homeRegion: '44',
      numberRegion: '44',
      faultRegion: '440100',
      bases: bases(recordedAt),
      linkedTo: null,
      reasons: [],
      occurredAt: recordedAt,
      receivedAt: recordedAt,
      recordedAt,
    };
  });
}

/** The procedures such a complaint falls under. */
function bases(at: Date) {
  const instants = { occurredAt: at, receivedAt: at, recordedAt: at };
  const asked = {
    ...COMPLAINT,
    ...instants,
    organisation: 'telecom-group',
    division: '44',
    settledOnTheSpot: false,
    counted: {},
    earlier: [],
  };
  return rules.assess(asked, () => []).bases;
}

/** How long after the registration the first of its clocks runs out, by the rules. */
function firstLimit(): number {
  const at = new Date();
  const set = knownAtRegistration(COMPLAINT);
  const clocks = rules.clocks(bases(at), [
    { fact: 'ticket.registered', occurredAt: at, recordedAt: at, receivedAt: at, set },
  ]);
  const limits = clocks.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime() - at.getTime()] : []));
  return Math.min(...limits);
}

/** Publishes as intake does, with its positions. */
export class Intake {
  private readonly positions = new Map<number, number>();

  private constructor(private readonly producer: Producer) {}

  static async connect(brokers: string): Promise<Intake> {
    const kafka = new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    return new Intake(producer);
  }

  async publish(tickets: readonly DataOf<typeof TicketRegistered>[]): Promise<void> {
    for (let from = 0; from < tickets.length; from += 500) {
      const messages = tickets.slice(from, from + 500).map((ticket) => this.record(ticket));
      await this.producer.send({ topic: FACTS, messages });
    }
  }

  async end(): Promise<void> {
    await this.producer.disconnect();
  }

  private record(ticket: DataOf<typeof TicketRegistered>) {
    const key = ticket.complaintId;
    const partition = partitionOf(key, FACTS_PARTITIONS);
    const position = (this.positions.get(partition) ?? 0) + 1;
    this.positions.set(partition, position);
    const headers = toHeaders({
      id: deriveId('bench', key, 'registered'),
      type: TicketRegistered.type,
      source: 'intake',
      time: ticket.recordedAt,
      traceparent: null,
      organisation: 'telecom-group',
      division: '44',
      unit: null,
    });
    headers[HEADER.publisher] = 'intake';
    headers[HEADER.position] = String(position);
    return { key, partition, headers, value: encode(TicketRegistered, ticket) };
  }
}
