import {
  knownAtRegistration,
  type Assessment,
  type ComplaintToAssess,
  type Procedures,
  type TimelineFact,
} from '@cc/procedures';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The afternoon before National Day: every limit in working time crosses a week off and a day that is made up. */
export const RECEIVED = Date.parse('2026-09-30T16:45:00+08:00');

/** A customer in Guangdong whose broadband is down, and who complained before. */
export function complaint(organisation: string, nth = 0): ComplaintToAssess {
  const at = new Date(RECEIVED + (nth % 1000) * MINUTE);
  return {
    organisation,
    division: '44',
    channel: 'hotline',
    channelLevel: 'group',
    category: ['network', 'broadband', 'broadband-outage'],
    customerLevel: 'gold',
    settledOnTheSpot: false,
    massFlag: false,
    riskFlags: [],
    occurredAt: at,
    receivedAt: at,
    recordedAt: at,
    counted: {},
    earlier: [
      { complaintId: 'earlier', registeredAt: new Date(RECEIVED - 40 * DAY), closedAt: new Date(RECEIVED - 20 * DAY) },
    ],
  };
}

/** Everything the services ask about a new ticket: bases, class, acceptance, number and every due time. */
export function answerSet(rules: Procedures, asked: ComplaintToAssess, sequence: number | null) {
  const assessment = rules.assess(asked, () => []);
  return {
    assessment,
    number: sequence === null ? null : rules.number(asked.organisation, asked.receivedAt, sequence),
    clocks: rules.clocks(assessment.bases, [registered(asked, assessment)]),
  };
}

/** What happens to work that is hard to finish: returned, paused, refused, done again. */
const COURSE: readonly TimelineFact['fact'][] = [
  ...(['work.dispatched', 'work.returned', 'work.dispatched', 'work.accepted', 'work.paused', 'work.resumed'] as const),
  ...(['work.transferred', 'work.dispatched', 'work.accepted', 'work.replied', 'work.replyRefused'] as const),
  ...(['work.paused', 'work.resumed', 'work.replied', 'ticket.answered', 'ticket.reopened'] as const),
];

/** A ticket's facts, as many as that, two hours and a minute between them. */
export function history(asked: ComplaintToAssess, assessment: Assessment, length: number): TimelineFact[] {
  const first = registered(asked, assessment);
  return [
    first,
    ...Array.from({ length: length - 1 }, (_, nth): TimelineFact => {
      const at = new Date(first.recordedAt.getTime() + (nth + 1) * 121 * MINUTE);
      const fact = COURSE[nth % COURSE.length]!;
      return {
        fact,
        occurredAt: at,
        recordedAt: at,
        ...(fact === 'work.paused' ? { reason: 'waiting for the customer' } : {}),
      };
    }),
  ];
}

function registered(asked: ComplaintToAssess, { nature }: Assessment): TimelineFact {
  const { occurredAt, recordedAt, receivedAt } = asked;
  const set = knownAtRegistration({ ...asked, nature: nature.value });
  return { fact: 'ticket.registered', occurredAt, recordedAt, receivedAt, set };
}
