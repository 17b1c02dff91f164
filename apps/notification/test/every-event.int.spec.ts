import {
  ComplaintImported,
  ComplaintRecorded,
  DeadlineMissed,
  DeadlineWarned,
  flow,
  TicketAbnormal,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  WorkDispatched,
  WorkReplied,
  type ComplaintId,
  type EventDefinition,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMissedDeadline,
  anAbnormalTicket,
  anImportedComplaint,
  anAnsweredTicket,
  aReopenedTicket,
  aWarnedDeadline,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { NotificationModule } from '../src/notification.module.js';
import { aComplaintOf } from './contact.js';

type Build = (over: { complaintId: ComplaintId }) => never;

const told: [string, EventDefinition, Build][] = [
  ['unit-work', WorkDispatched, aDispatchedTicket as Build],
  ['clock-warned', DeadlineWarned, aWarnedDeadline as Build],
  ['clock-missed', DeadlineMissed, aMissedDeadline as Build],
  ['ticket-abnormal', TicketAbnormal, anAbnormalTicket as Build],
  ['customer-answered', TicketAnswered, anAnsweredTicket as Build],
  ['customer-reopened', TicketReopened, aReopenedTicket as Build],
  ['customer-closed', TicketClosed, aClosedTicket as Build],
];

it('tells of every event that it hears, but for the past and for slips', () => {
  const heard = [ComplaintRecorded, ComplaintImported, WorkReplied, ...told.map(([, definition]) => definition)];

  expect(flow.notification.consumes.map(({ type }) => type).sort()).toEqual(heard.map(({ type }) => type).sort());
});

describe('a complaint of the past', () => {
  let notification: ServiceUnderTest;
  beforeEach(async () => {
    notification = await startForTest(NotificationModule);
  });
  afterEach(() => notification.stop());

  it('is told to nobody; whom to write to is kept where it may become work yet', async () => {
    const open = anImportedComplaint({ outcome: 'waiting' });

    await notification.receives(ComplaintImported, [open, anImportedComplaint()], { times: 2 });

    expect(await notification.query('select message_id from messages')).toEqual([]);
    expect(await notification.query('select complaint_id from contacts')).toEqual([{ complaint_id: open.complaintId }]);
  });
});

describe.each(told)('the message %s', (template, definition, build) => {
  let notification: ServiceUnderTest;
  beforeEach(async () => {
    notification = await startForTest(NotificationModule);
  });
  afterEach(() => notification.stop());

  const messages = () => notification.query('select template, complaint_id from messages');

  it('is written once, however often its event arrives', async () => {
    const complaint = aComplaintOf(notification, null, { outcome: 'waiting' });
    const { complaintId } = complaint;
    await notification.receives(ComplaintRecorded, complaint, { times: 2 });

    await notification.receives(definition, build({ complaintId }), { times: 2 });

    expect(await messages()).toEqual([{ template, complaint_id: complaintId }]);
  });

  it('is not written, and its event is kept with the reason, when nobody knows whom it is about', async () => {
    const complaintId = nextComplaintId();

    await notification.receives(definition, build({ complaintId }), { times: 2, parked: true });

    expect(await messages()).toEqual([]);
    const { body } = await notification.as({ role: 'platform-operator' }).get('/operator/dead-letters').expect(200);
    expect(body).toMatchObject([
      { type: definition.type, reason: expect.stringContaining(`no contact of complaint ${complaintId}`) as string },
    ]);
  });
});
