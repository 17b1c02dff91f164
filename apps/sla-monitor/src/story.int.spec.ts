import {
  CallbackMade,
  TicketAnswered,
  TicketClosed,
  TicketRegistered,
  TicketReopened,
  WorkAccepted,
  WorkDispatched,
  WorkPaused,
  WorkReplied,
  WorkReplyRefused,
  WorkResumed,
  WorkReturned,
  WorkTransferred,
  type ComplaintId,
} from '@cc/contracts';
import { isLate, loadOrganisations, loadRuleBook, playExamplesOf, type PlayedExample } from '@cc/procedures';
import {
  aCallback,
  aClosedTicket,
  aDispatchedTicket,
  anAcceptedTicket,
  anAnsweredTicket,
  aPausedTicket,
  aRefusedReply,
  aRegisteredTicket,
  aReopenedTicket,
  aRepliedTicket,
  aResumedTicket,
  aReturnedTicket,
  aTransferredTicket,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { NoticeDueInstantsOnTick } from './notice-due-instants/on-tick.js';
import { SlaMonitorModule } from './sla-monitor.module.js';

type Fact = PlayedExample['played']['facts'][number];
interface Times {
  complaintId: ComplaintId;
  occurredAt: Date;
  recordedAt: Date;
}

/** How each fact of an example reaches the service. What is not here, no service tells yet. */
const EVENTS: Readonly<Record<string, (sla: ServiceUnderTest, at: Times, fact: Fact) => Promise<void>>> = {
  'work.dispatched': (sla, at) => sla.receives(WorkDispatched, aDispatchedTicket(at)),
  'work.accepted': (sla, at) => sla.receives(WorkAccepted, anAcceptedTicket(at)),
  'work.returned': (sla, at) => sla.receives(WorkReturned, aReturnedTicket(at)),
  'work.transferred': (sla, at) => sla.receives(WorkTransferred, aTransferredTicket(at)),
  'work.replied': (sla, at) => sla.receives(WorkReplied, aRepliedTicket(at)),
  'work.replyRefused': (sla, at) => sla.receives(WorkReplyRefused, aRefusedReply(at)),
  'work.paused': (sla, at) => sla.receives(WorkPaused, aPausedTicket(at)),
  'work.resumed': (sla, at) => sla.receives(WorkResumed, aResumedTicket(at)),
  'ticket.answered': (sla, at) => sla.receives(TicketAnswered, anAnsweredTicket(at)),
  'ticket.closed': (sla, at) => sla.receives(TicketClosed, aClosedTicket(at)),
  'ticket.reopened': (sla, at) => sla.receives(TicketReopened, aReopenedTicket(at)),
  'callback.made': (sla, at) => sla.receives(CallbackMade, aCallback(at)),
};

/** What a registered ticket is known as on the wire; an example that says more is no story of the services. */
const KNOWN = ['channelLevel', 'category', 'customerLevel', 'massFlag', 'riskFlags', 'division'];

const applied = new Set(
  loadOrganisations()
    .of('telecom-group')
    .procedures.map(({ procedure }) => procedure),
);

const stories = playExamplesOf(loadRuleBook()).filter(({ played: { procedure, facts, clocks } }) => {
  const [first, ...rest] = facts;
  return (
    applied.has(procedure.basis.id) &&
    clocks.length > 0 &&
    first?.fact === 'ticket.registered' &&
    Object.keys(first.set ?? {}).every((field) => KNOWN.includes(field)) &&
    rest.every(({ fact, set }) => fact in EVENTS && Object.keys(set ?? {}).length === 0)
  );
});

describe('a worked example, told through the service and through the engine alone', () => {
  let sla: ServiceUnderTest;
  beforeAll(async () => {
    sla = await startForTest(SlaMonitorModule);
  }, 60_000);
  afterAll(() => sla.stop());

  it('is there, and one of them goes all the way', () => {
    expect(stories.length).toBeGreaterThan(5);
    expect(stories.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^one story: /));
  });

  it.each(stories.map((story) => [`${story.played.procedure.basis.id}: ${story.name}`, story.played] as const))(
    '%s',
    async (_name, played) => {
      const complaintId = nextComplaintId();

      await tell(sla, complaintId, played);

      expect(await kept(sla, complaintId)).toEqual(alone(played));
    },
  );
});

async function tell(sla: ServiceUnderTest, complaintId: ComplaintId, played: PlayedExample['played']): Promise<void> {
  const { procedure, facts, fields, now } = played;
  for (const fact of facts) {
    const recordedAt = new Date(fact.recordedAt);
    const at = { complaintId, occurredAt: new Date(fact.occurredAt), recordedAt };
    sla.time.set(recordedAt);
    if (fact.fact === 'ticket.registered') {
      const receivedAt = new Date(fact.receivedAt ?? fact.recordedAt);
      const nature = fields['nature'] === 'major' || fields['nature'] === 'repeat' ? fields['nature'] : 'ordinary';
      const { division: _, ...known } = fact.set ?? {};
      await sla.receives(
        TicketRegistered,
        aRegisteredTicket({ ...at, receivedAt, bases: [procedure.basis], nature, ...known }),
      );
    } else await EVENTS[fact.fact]!(sla, at, fact);
  }
  sla.time.set(new Date(now));
  await sla.tick(NoticeDueInstantsOnTick);
}

/** What the service has kept. */
async function kept(sla: ServiceUnderTest, complaintId: ComplaintId) {
  const rows = await sla.query<{ clock_id: string; state: string; due_at: Date | null; missed: boolean }>(
    'select clock_id, state, due_at, missed_at is not null as missed from clocks where complaint_id = $1',
    [complaintId],
  );
  return Object.fromEntries(
    rows.map(({ clock_id: id, state, due_at: dueAt, missed }) => [
      id,
      { state, dueAt: dueAt?.getTime() ?? null, missed },
    ]),
  );
}

/** What the engine says without it. */
function alone({ clocks, now }: PlayedExample['played']) {
  return Object.fromEntries(
    clocks.map((clock) => {
      const { id, state, due } = clock;
      const running = state === 'armed' || state === 'paused';
      return [
        id,
        {
          state: running && due.kind !== 'at' ? 'notConfigured' : state,
          dueAt: due.kind === 'at' && state !== 'paused' ? due.at : null,
          missed: isLate(clock, now),
        },
      ];
    }),
  );
}
