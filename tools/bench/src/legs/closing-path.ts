import { setTimeout as pause } from 'node:timers/promises';
import { topics, WORK_ACTION_TYPE } from '@cc/contracts';
import type { Arrived } from '../load/outside.js';
import { cloudEvent, type Outgoing } from '../load/sender.js';
import { Schedule } from '../load/schedule.js';
import { spreadOf, type Spread } from '../measure/spread.js';
import { cpuEach, ours, type ByProcess } from '../site/processes.js';
import { untilThrough } from '../site/rest.js';
import type { Site } from '../site/site.js';

export interface ClosingPath {
  tickets: number;
  /** From the first acceptance to the commit of the last fact that is counted. */
  seconds: number;
  ticketsPerSecond: number;
  cpuMsPerTicket: ByProcess;
  cpuMsPerTicketOurs: number;
  cpuMsPerTicketLoad: number;
  /** How long an agent waits until a call is recorded. */
  callRecordedMs: Spread | null;
  /** From the call to the word in hand of the branch that the ticket is archived. */
  archivedMs: Spread | null;
}

const PATIENCE_MS = 5 * 60_000;
/** As many agents record calls at a time. */
const AGENTS = 8;
const CALLS_SHOWN = 200;

const REPLY = {
  action: 'reply',
  slip: {
    findings: '现场查明线路接头松动',
    measures: '更换接头，测试正常',
    answerToCustomer: '故障已修复，给您带来不便深表歉意',
    verification: 'true',
    responsibility: 'operator',
    resolved: true,
  },
};

/** 接单到归档: branches accept and reply, agents call everybody back, who is satisfied; until all are archived. */
export async function closingPath(site: Site, divisionOf: ReadonlyMap<string, string>): Promise<ClosingPath> {
  const { outside, processes, sender, store } = site;
  const tickets = [...divisionOf];
  const answers = new Answers(site, new Set(divisionOf.keys()));
  outside.onRecord((record) => answers.onRecord(record));
  const cpuBefore = processes.cpuMs();
  const loadBefore = process.cpuUsage();
  const startedAt = Date.now();

  // Two actions a ticket; of one ticket the reply stands right behind the acceptance.
  const actions = Schedule.burst(startedAt, 2 * tickets.length);
  await sender.onSchedule(actions, (index) => {
    const [complaintId, division] = tickets[index >> 1]!;
    return index % 2 === 0
      ? acted(division, complaintId, 'accept', { action: 'accept' })
      : acted(division, complaintId, 'reply', REPLY);
  });
  await answers.callAndAuditUntilArchived();
  await untilThrough(site, {
    count: tickets.length,
    seen: () => answers.archived,
    what: 'tickets were archived',
    patienceMs: PATIENCE_MS,
  });
  const cpuMsPerTicket = cpuEach(cpuBefore, processes.cpuMs(), tickets.length);
  const load = process.cpuUsage(loadBefore);
  if (answers.wrong.length > 0) throw new Error(`closing: ${answers.wrong.slice(0, 5).join('; ')}`);

  const lastAt = (await store.countedSince(startedAt)).reduce((most, { last }) => Math.max(most, last), 0);
  const seconds = (lastAt - startedAt) / 1000;
  return {
    tickets: tickets.length,
    seconds,
    ticketsPerSecond: tickets.length / seconds,
    cpuMsPerTicket,
    cpuMsPerTicketOurs: ours(cpuMsPerTicket),
    cpuMsPerTicketLoad: (load.user + load.system) / 1000 / tickets.length,
    callRecordedMs: spreadOf(answers.recordedMs),
    archivedMs: spreadOf(answers.archivedMs),
  };
}

/** What auditors and callback agents do about what the platform says, and what it says in the end. */
class Answers {
  archived = 0;
  readonly wrong: string[] = [];
  readonly recordedMs: number[] = [];
  readonly archivedMs: number[] = [];
  private readonly calledAt = new Map<string, number>();
  private readonly toAudit: Outgoing[] = [];

  constructor(
    private readonly site: Site,
    private readonly left: Set<string>,
  ) {}

  onRecord(record: Arrived): void {
    const { topic, key, type, at } = record;
    if (type === 'work.action-answered.v1') {
      const { actionId, result, violations } = record.body();
      if (result !== 'done')
        this.wrong.push(`${String(actionId)} was ${String(result)}: ${JSON.stringify(violations)}`);
    } else if (type === 'work.slip-to-audit.v1') {
      const auditing = topic.replace('complaints.work.', '');
      this.toAudit.push(acted(auditing, key, 'audit', { action: 'approveReply' }, 'auditor'));
    } else if (type === 'work.order-changed.v1' && record.body()['change'] === 'closed' && this.left.delete(key)) {
      this.archived++;
      const called = this.calledAt.get(key);
      if (called !== undefined) this.archivedMs.push(at - called);
    }
  }

  async callAndAuditUntilArchived(): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (this.left.size > 0 && this.wrong.length === 0 && Date.now() < giveUpAt) {
      const slips = this.toAudit.splice(0);
      if (slips.length > 0) await this.site.sender.send(slips);
      if ((await this.callAll()) === 0) await pause(50);
    }
  }

  /** Everybody who is shown as waiting and was not called yet; answers how many. */
  private async callAll(): Promise<number> {
    const { callbacks } = JSON.parse(await this.ask(`/callbacks?limit=${CALLS_SHOWN}`)) as {
      callbacks: { complaintId: string }[];
    };
    const waiting = callbacks.map(({ complaintId }) => complaintId).filter((id) => !this.calledAt.has(id));
    const queue = waiting.values();
    await Promise.all(Array.from({ length: AGENTS }, () => this.callFrom(queue)));
    return waiting.length;
  }

  private async callFrom(queue: Iterable<string>): Promise<void> {
    for (const complaintId of queue) {
      const calledAt = Date.now();
      this.calledAt.set(complaintId, calledAt);
      await this.ask(`/callbacks/${complaintId}/attempts`, { attemptId: 'call-1', outcome: 'satisfied' });
      this.recordedMs.push(Date.now() - calledAt);
    }
  }

  private ask(path: string, body?: unknown): Promise<string> {
    return this.site.platform.ask('notification', path, { body, as: 'CALLBACK_TOKEN' });
  }
}

function acted(division: string, complaintId: string, step: string, what: object, role = 'handler'): Outgoing {
  const actionId = `${complaintId}-${step}`;
  const action = {
    actionId,
    complaintId,
    by: { role, id: `${division}-07` },
    at: new Date().toISOString(),
    do: what,
  };
  return {
    topic: topics.workActions(division),
    message: cloudEvent(complaintId, actionId, WORK_ACTION_TYPE, `/branch/${division}`, action),
  };
}
