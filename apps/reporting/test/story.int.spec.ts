import {
  ComplaintRecorded,
  DeadlineArmed,
  DeadlineMet,
  DeadlineMissed,
  TicketClosed,
  WorkDispatched,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMetDeadline,
  aMissedDeadline,
  anArmedDeadline,
  aReason,
  aRecordedComplaint,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { ReportingModule } from '../src/reporting.module.js';

describe('the story of a complaint', () => {
  let reporting: ServiceUnderTest;
  const complaint = aRecordedComplaint({
    number: 'TS20261124000001',
    channel: 'hotline',
    category: ['network', 'broadband'],
  });
  const { complaintId } = complaint;
  const story = `/complaints/${complaintId}/story`;

  beforeAll(async () => {
    reporting = await startForTest(ReportingModule);
    const inGuangzhou = { scope: { division: '44', unit: '440100' } };
    const why = aReason({
      rule: 'network-by-city-of-fault',
      basis: 'telecom-group/dispatch',
      version: '2026',
      source: 'ours',
    });
    await reporting.receives(ComplaintRecorded, complaint);
    await reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId, why }), inGuangzhou);
    await reporting.receives(DeadlineMissed, aMissedDeadline({ complaintId }), inGuangzhou);
    await reporting.receives(TicketClosed, aClosedTicket({ complaintId, onTime: false }), inGuangzhou);
  });
  afterAll(() => reporting.stop());

  const told = async (language: 'zh' | 'en') => {
    const { text } = await reporting
      .as({ role: 'viewer', division: '44' })
      .get(`${story}?lang=${language}`)
      .accept('text/plain')
      .expect(200);
    return text;
  };

  it('is told in Chinese, with the rule behind every decision', async () => {
    const text = await told('zh');

    expect(text).toContain('投诉 TS20261124000001 全程');
    expect(text).toContain('2026-11-24 10:00:00  经热线渠道受理省内投诉，编号 TS20261124000001');
    expect(text).toContain('类别 网络质量、宽带');
    expect(text).toContain('第 1 次派单：派至 广东省广州市分公司。');
    expect(text).toContain('依据：telecom-group/dispatch network-by-city-of-fault（2026 版，本集团自定）');
    expect(text).toContain('归档：客户满意，超时。');
  });

  it('is told in English', async () => {
    const text = await told('en');

    expect(text).toContain('The story of complaint TS20261124000001');
    expect(text).toContain('Dispatch no. 1: the work went to Guangzhou branch, Guangdong');
    expect(text).toContain('Closed: the customer is satisfied, late.');
  });

  it('stands in the order in which one thing caused the other, whatever the clocks of the services say', async () => {
    const told = aRecordedComplaint();
    const about = { complaintId: told.complaintId };
    const clock = (instant: string) => reporting.time.set(`2026-11-24T${instant}+08:00`);
    clock('10:00:00.900');
    await reporting.receives(ComplaintRecorded, told);
    clock('10:00:00.400'); // Another machine, half a second behind.
    await reporting.receives(DeadlineArmed, anArmedDeadline(about));
    await reporting.receives(WorkDispatched, aDispatchedTicket(about));
    clock('09:59:59.950');
    await reporting.receives(DeadlineMet, aMetDeadline(about), { times: 2 });

    const { body } = await reporting.as({ role: 'viewer' }).get(`/complaints/${told.complaintId}/story`).expect(200);

    expect(body.lines.map(({ type }: { type: string }) => type)).toEqual([
      ComplaintRecorded.type,
      DeadlineArmed.type,
      WorkDispatched.type,
      DeadlineMet.type,
    ]);
  });

  it('is there for programs too', async () => {
    const { body } = await reporting.as({ role: 'viewer' }).get(story).expect(200);

    expect(body).toMatchObject({ complaintId, number: 'TS20261124000001' });
    expect(body.lines.map(({ type }: { type: string }) => type)).toEqual([
      'complaint.recorded.v1',
      'work.dispatched.v1',
      'deadline.missed.v1',
      'ticket.closed.v1',
    ]);
  });

  describe('found by name', () => {
    const get = (name: string, division = '44') =>
      reporting.as({ role: 'viewer', division }).get(`/complaints/${encodeURIComponent(name)}/story`);

    it.each([
      ['its number', complaint.number],
      ['its id in capitals', complaintId.toUpperCase()],
      ["its source's own id", `${complaint.submission.source}/${complaint.submission.sourceId}`],
    ])('is the same by %s', async (_, name) => {
      const { body } = await get(name).expect(200);

      expect(body).toMatchObject({ complaintId, number: complaint.number });
    });

    it('names both where one submission holds two', async () => {
      const submission = { source: 'cc-44', sourceId: 'two-in-one-call' };
      const two = [0, 1].map((item) => aRecordedComplaint({ submission: { ...submission, item } }));
      await reporting.receives(ComplaintRecorded, two);

      const { body } = await get('cc-44/two-in-one-call').expect(409);

      for (const { number } of two) expect(body.detail).toContain(number);
    });

    it.each([complaint.number, `${complaint.submission.source}/${complaint.submission.sourceId}`])(
      'stays unknown to a division that had nothing to do with it: %s',
      async (name) => {
        await get(name, '11').expect(404);
      },
    );

    it.each(['no name', 'a/b/c d', 'x'])('says what is wrong with what is none: %s', async (name) => {
      const { body } = await get(name).expect(422);

      expect(body.violations).toMatchObject([{ field: '/complaint', value: name, rule: 'complaint-name' }]);
    });
  });

  it('stays unknown to a division that had nothing to do with it', async () => {
    await reporting.as({ role: 'viewer', division: '11' }).get(story).expect(404);
  });

  it('says what to do when there is no such complaint', async () => {
    const { body } = await reporting
      .as({ role: 'viewer' })
      .get('/complaints/00000000-0000-5000-8000-000000000000/story')
      .expect(404);

    expect(body).toMatchObject({ type: '/problems/complaint-unknown', status: 404 });
  });
});
