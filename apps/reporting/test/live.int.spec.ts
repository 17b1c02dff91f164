import { PassThrough } from 'node:stream';
import { CaseConfirmed, CaseOpened, ComplaintRecorded, WorkDispatched } from '@cc/contracts';
import { SESSIONS, type Sessions } from '@cc/service-kit';
import {
  aConfirmedCase,
  aDispatchedTicket,
  anOpenedCase,
  aRecordedComplaint,
  minutesAfter,
  sessionFor,
  startForTest,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import { Feed } from '../src/feed-viewers/feed.js';
import { LookForNews } from '../src/feed-viewers/look-for-news.js';
import { ReportingModule } from '../src/reporting.module.js';
import { Views, type View } from '../src/show-page/views.js';
import { listening, Listener } from './visitor.fixture.js';

describe('what changes while somebody looks', () => {
  let reporting: ServiceUnderTest;
  let url: string;
  const listeners: Listener[] = [];

  beforeEach(async () => {
    reporting = await startForTest(ReportingModule);
    url = await listening(reporting);
  });
  afterEach(async () => {
    for (const listener of listeners.splice(0)) listener.leave();
    await reporting.stop();
  });

  const sessionOf = (caller: Partial<TestCaller> = {}, forMs?: number) =>
    sessionFor(reporting.get<Sessions>(SESSIONS), { role: 'viewer', ...caller }, forMs);
  async function looks(path = '/page/live', somebody: Partial<TestCaller> = {}, headers = {}) {
    const listener = await Listener.at(url + path, { cookie: await sessionOf(somebody), ...headers });
    listeners.push(listener);
    expect(await listener.next()).toMatchObject({ event: 'beat' });
    return listener;
  }
  const news = () => reporting.tick(LookForNews);
  const recordedIn = (division: string) =>
    reporting.receives(ComplaintRecorded, aRecordedComplaint(), { scope: { division } });

  it('is all of the page at first, and then the parts that changed', async () => {
    const viewer = await looks();
    const first = await viewer.next();
    expect(Object.keys(first!.parts)).toEqual(['totals', 'map', 'divisions', 'imported', 'attention', 'cases']);

    await recordedIn('44');
    await news();

    const { id, parts } = (await viewer.next())!;
    expect(Object.keys(parts)).toEqual(['totals', 'map', 'divisions']);
    expect(parts['totals']).toMatch(/受理.*<dd class="figure">1<\/dd>/s);
    expect(id).not.toBe(first!.id);
  });

  it('is nothing for a browser that comes back and knows it all, and everything for one that missed something', async () => {
    const { id } = (await (await looks()).next())!;
    const again = await looks('/page/live', {}, { 'last-event-id': id });

    await recordedIn('44');
    await news();

    expect(Object.keys((await again.next())!.parts)).not.toContain('attention');
    const late = await looks('/page/live', {}, { 'last-event-id': id });
    expect(Object.keys((await late.next())!.parts)).toContain('attention');
  });

  it('has the same version in every instance, so that a browser may come back to another', async () => {
    const { id } = (await (await looks()).next())!;
    const other = await startForTest(ReportingModule, { beside: reporting });
    const elsewhere = await listening(other);

    const listener = await Listener.at(`${elsewhere}/page/live`, {
      cookie: await sessionOf(),
      'last-event-id': id,
    });
    listeners.push(listener);
    await listener.next();
    await recordedIn('44');
    await other.tick(LookForNews);

    expect(Object.keys((await listener.next())!.parts)).toEqual(['totals', 'map', 'divisions']);
    listener.leave();
    await other.stop();
  });

  it('is of the viewer’s own divisions: what happens elsewhere is not even sent', async () => {
    const guangdong = await looks('/page/live', { division: '44' });
    await guangdong.next();

    await recordedIn('43');
    await news();
    await recordedIn('44');
    await news();

    expect((await guangdong.next())!.parts['totals']).toMatch(/受理.*<dd class="figure">1<\/dd>/s);
  });

  it('is the story too', async () => {
    const complaint = aRecordedComplaint();
    await reporting.receives(ComplaintRecorded, complaint);
    const viewer = await looks(`/page/live/story?of=${complaint.complaintId}&lang=en`);
    await viewer.next();

    await reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId: complaint.complaintId }));
    await news();

    expect((await viewer.next())!.parts['story']).toContain('Dispatch no. 1');
  });

  it('makes a story be read again by a fact of its complaint or of a case that it is part of, and by no other', async () => {
    const [complaint, foreign] = [aRecordedComplaint(), aRecordedComplaint()];
    const { complaintId, number } = complaint;
    await reporting.receives(ComplaintRecorded, [complaint, foreign]);
    let reads = 0;
    const view = reporting
      .get(Views)
      .story({ complaintId, number, organisation: 'telecom-group', divisions: [] }, 'en');
    const counted: View = { ...view, read: () => (reads++, view.read()) };
    const session = (await reporting.get<Sessions>(SESSIONS).read(await sessionOf()))!;
    const answer = Object.assign(new PassThrough(), { writeHead: () => {} });
    await reporting.get(Feed).show(counted, answer as never, { session });
    const readsBy = async (happens: Promise<void>) => {
      const before = reads;
      await happens;
      await news();
      return reads - before;
    };
    const opened = anOpenedCase({ joined: [complaintId] });

    expect(await readsBy(Promise.resolve())).toBe(0);
    expect(
      await readsBy(reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId: foreign.complaintId }))),
    ).toBe(0);
    expect(await readsBy(reporting.receives(CaseOpened, anOpenedCase({ joined: [foreign.complaintId] })))).toBe(0);
    expect(await readsBy(reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId })))).toBe(1);
    expect(await readsBy(reporting.receives(CaseOpened, opened))).toBe(1);
    expect(await readsBy(reporting.receives(CaseConfirmed, aConfirmedCase({ caseId: opened.caseId })))).toBe(1);
    expect(String(answer.read())).toContain('Dispatch no. 1');
    reporting.time.set(minutesAfter(reporting.time.now(), 2));
    expect(await readsBy(Promise.resolve())).toBe(0);
    answer.destroy();
  });

  it('is none where nothing changes; then the service says from time to time that it is there', async () => {
    const viewer = await looks();
    await viewer.next();
    await news();

    reporting.time.set(minutesAfter(reporting.time.now(), 1));
    await news();

    expect(await viewer.next()).toMatchObject({ event: 'beat' });
  });

  it('ends with the session', async () => {
    const viewer = await Listener.at(`${url}/page/live`, { cookie: await sessionOf({}, 1500) });
    listeners.push(viewer);
    await viewer.next();
    await viewer.next();

    expect(await viewer.next()).toBeNull();
  });

  it('ends when the service stops, which waits for nobody', async () => {
    const viewer = await looks();
    await viewer.next();

    await reporting.stop();

    expect(await viewer.next()).toBeNull();
  });

  it('is not shown to whoever may not see it', async () => {
    const complaint = aRecordedComplaint();
    await reporting.receives(ComplaintRecorded, complaint, { scope: { division: '43' } });

    await expect(looks(`/page/live/story?of=${complaint.complaintId}`, { division: '44' })).rejects.toThrow('404');
    await expect(looks('/page/live', { role: 'intake' })).rejects.toThrow('403');
  });
});
