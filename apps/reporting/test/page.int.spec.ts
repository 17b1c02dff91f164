import {
  CaseOpened,
  CaseWithdrawn,
  ComplaintRecorded,
  DeadlineArmed,
  DeadlineCancelled,
  DeadlineMet,
  DeadlineMissed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  TicketAbnormal,
  TicketClosed,
  TicketRegistered,
  WorkDispatched,
} from '@cc/contracts';
import {
  aCancelledDeadline,
  aClosedTicket,
  anArmedDeadline,
  aPausedDeadline,
  aResumedDeadline,
  aRevisedDeadline,
  hoursAfter,
  TUESDAY_MORNING,
  aWithdrawnCase,
  anOpenedCase,
  aDispatchedTicket,
  aMetDeadline,
  aMissedDeadline,
  anAbnormalTicket,
  aReason,
  aRecordedComplaint,
  aRegisteredTicket,
  PAGE_ORIGIN,
  sessionFor,
  startForTest,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import { SESSIONS, type Sessions } from '@cc/service-kit';
import { DataSource } from 'typeorm';
import { TellWhenAbnormalTicketsAreDue0000000000012 } from '../src/migrations/0012-tell-when-abnormal-tickets-are-due.js';
import { ReportingModule } from '../src/reporting.module.js';

describe('the page', () => {
  let reporting: ServiceUnderTest;

  beforeAll(async () => {
    reporting = await startForTest(ReportingModule);
  });
  afterAll(() => reporting.stop());

  const sessionOf = (caller: Partial<TestCaller> = {}, forMs?: number) =>
    sessionFor(reporting.get<Sessions>(SESSIONS), { role: 'viewer', ...caller }, forMs);
  const get = async (path: string, somebody: Partial<TestCaller> = {}, status = 200) => {
    const browser = await reporting.signedIn({ role: 'viewer', ...somebody });
    return (await browser.get(path).expect(status)).text;
  };
  /** The row of a division: recorded, closed, open, late, abnormal. */
  const rowOf = (page: string, division: string) => {
    const row = new RegExp(`<tr id="division-${division}".*?</tr>`, 's').exec(page)?.[0];
    return row ? [...row.matchAll(/(\d+)\s*<\/td>/g)].map(([, count]) => Number(count)) : undefined;
  };

  async function aLateTicket({
    recordedIn = '44',
    workIn = recordedIn,
  }: { recordedIn?: string; workIn?: string } = {}) {
    const complaint = aRecordedComplaint();
    const { complaintId } = complaint;
    await reporting.receives(ComplaintRecorded, complaint, { scope: { division: recordedIn } });
    await reporting.receives(TicketRegistered, aRegisteredTicket({ complaintId }), { scope: { division: recordedIn } });
    await reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId }), {
      scope: { division: workIn, unit: 'centre' },
    });
    const why = aReason({ rule: 'answer', basis: 'telecom-group/limits', version: '2026' });
    await reporting.receives(DeadlineMissed, aMissedDeadline({ complaintId, why }), {
      scope: { division: workIn },
      times: 2,
    });
    return complaint;
  }

  describe('for somebody who is not signed in', () => {
    it('leads to where they can, and back', async () => {
      const asked = reporting.http.get('/page/story?of=TS20261124000001').set('accept', 'text/html,*/*;q=0.8');

      const { headers } = await asked.expect(303);

      expect(headers['location']).toBe('/page/sign-in?to=%2Fpage%2Fstory%3Fof%3DTS20261124000001');
    });

    it('shows a sign-in that failed on a page, and forgets the attempt instead of beginning another', async () => {
      const asked = reporting.http.get('/page/signed-in?code=c&state=of-another').set('accept', 'text/html,*/*;q=0.8');

      const { text, headers } = await asked.expect(400);

      expect(text).toContain('登录没有完成');
      expect(headers['set-cookie']).toEqual([expect.stringMatching(/^sign-in-of-another=; .*Max-Age=0/)]);
    });

    it.each(['/page/live', '/page/live/story?of=TS20261124000001'])('says so to the script: %s', async (path) => {
      await reporting.http.get(path).expect(401);
    });

    it('takes no token for a session, and no session for a token', async () => {
      await reporting.as({ role: 'viewer' }).get('/page').expect(401);
      await reporting.http
        .get('/reports/provinces')
        .set('cookie', await sessionOf())
        .expect(401);
    });

    it('says when nobody can sign in here', async () => {
      const without = await startForTest(ReportingModule, { env: { PAGE_URL: '' } });

      const { text } = await without.http.get('/page').expect(503);

      expect(text).toContain('没有设置 PAGE_URL');
      await without.stop();
    });
  });

  it('refuses whoever has no role for it, in words', async () => {
    expect(await get('/page', { role: 'intake' }, 403)).toContain('您的角色不包含本页面');
  });

  it('has nothing to show to somebody of an organisation that the platform does not know, and says so', async () => {
    expect(await get('/page', { organisation: 'northwind' }, 403)).toContain('northwind');
  });

  it('shows who has an open ticket, that it is late, since when and by which rule', async () => {
    const before = rowOf(await get('/page'), '43')!;
    const { number } = await aLateTicket({ recordedIn: '44', workIn: '43' });

    const page = await get('/page');

    expect(rowOf(page, '43')).toEqual(before.map((count, index) => count + (index === 2 || index === 3 ? 1 : 0)));
    const ticket = new RegExp(`<tbody[^>]*>(?:(?!</tbody>).)*${number}.*?</tbody>`, 's').exec(page)![0];
    expect(ticket).toContain('湖南省');
    expect(ticket).toContain('2026-11-26 10:00');
    expect(ticket).toContain('telecom-group/limits answer（2026 版，本集团自定）');
  });

  it('forgets what is late when the clock is met, and what is abnormal when the ticket is closed', async () => {
    const { complaintId, number } = await aLateTicket();
    await reporting.receives(TicketAbnormal, anAbnormalTicket({ complaintId, kind: 'urgedThreeTimes' }));
    const shown = async () => new RegExp(`${number}.*?</tbody>`, 's').exec(await get('/page'))?.[0] ?? '';
    expect(await shown()).toMatch(/超时.*被催办三次/s);

    await reporting.receives(DeadlineMet, aMetDeadline({ complaintId, late: true }));
    expect(await shown()).toMatch(/^(?!.*超时).*被催办三次/s);

    await reporting.receives(TicketClosed, aClosedTicket({ complaintId }));
    expect(await shown()).toBe('');
  });

  describe('of an abnormal ticket that has missed nothing', () => {
    const answer = { clockId: 'limits/answer/1', name: { zh: '答复客户', en: 'Answer' } };
    const callback = { clockId: 'limits/callback/1', name: { zh: '回访', en: 'Callback' } };
    const due = (hours: number) => hoursAfter(TUESDAY_MORNING, hours);

    async function anAbnormalOne(division: string) {
      const complaint = aRecordedComplaint();
      const { complaintId } = complaint;
      const scope = { division };
      await reporting.receives(ComplaintRecorded, complaint, { scope });
      await reporting.receives(TicketRegistered, aRegisteredTicket({ complaintId }), { scope });
      await reporting.receives(DeadlineArmed, anArmedDeadline({ complaintId, ...callback, dueAt: due(72) }), { scope });
      await reporting.receives(DeadlineArmed, anArmedDeadline({ complaintId, ...answer, dueAt: due(24) }), { scope });
      await reporting.receives(TicketAbnormal, anAbnormalTicket({ complaintId }), { scope });
      const dueCell = async () =>
        new RegExp(`${complaint.number}.*?class="due abnormal">(.*?)</td>`, 's')
          .exec(await get('/page', { division }))![1]!
          .replaceAll(/<[^>]*>|\s+/g, ' ')
          .trim();
      return { ...complaint, dueCell };
    }

    it('shows which clock runs out next and when, as its clocks move', async () => {
      const { complaintId, dueCell } = await anAbnormalOne('62');
      expect(await dueCell()).toMatch(/2026-11-25 10:00\s+下一时限：答复客户/);

      await reporting.receives(DeadlineRevised, aRevisedDeadline({ complaintId, ...answer, after: due(48) }));
      expect(await dueCell()).toMatch(/2026-11-26 10:00\s+下一时限：答复客户/);

      await reporting.receives(DeadlinePaused, aPausedDeadline({ complaintId, ...answer }), { times: 2 });
      expect(await dueCell()).toMatch(/2026-11-27 10:00\s+下一时限：回访/);

      await reporting.receives(DeadlineResumed, aResumedDeadline({ complaintId, ...answer, dueAt: due(60) }));
      expect(await dueCell()).toMatch(/2026-11-26 22:00\s+下一时限：答复客户/);

      await reporting.receives(DeadlineMet, aMetDeadline({ complaintId, ...answer }));
      await reporting.receives(DeadlineCancelled, aCancelledDeadline({ complaintId, ...callback }));
      expect(await dueCell()).toBe('无时限在计');
    });

    it('stands by it among the others: the longest overdue first, then what is due next, then what no clock presses', async () => {
      const later = await anAbnormalOne('63');
      const without = await anAbnormalOne('63');
      const next = await anAbnormalOne('63');
      const late = await aLateTicket({ recordedIn: '63' });
      await reporting.receives(DeadlineRevised, [
        aRevisedDeadline({ complaintId: next.complaintId, ...answer, after: due(60) }),
        aRevisedDeadline({ complaintId: later.complaintId, ...answer, after: due(71) }),
      ]);
      for (const clock of [answer, callback])
        await reporting.receives(DeadlineMet, aMetDeadline({ complaintId: without.complaintId, ...clock }));

      const page = await get('/page', { division: '63' });

      const listed = [...page.matchAll(/story\?of=(\w+)"/g)].map(([, number]) => number);
      expect(listed).toEqual([late, next, later, without].map(({ number }) => number));
    });

    it('is found by the migration of what was abnormal before', async () => {
      const { dueCell } = await anAbnormalOne('64');
      const migration = new TellWhenAbnormalTicketsAreDue0000000000012();
      const runner = reporting.get(DataSource).createQueryRunner();
      const before = await dueCell();
      await migration.down(runner);

      await migration.up(runner);

      expect(await dueCell()).toBe(before);
      expect(before).toContain('答复客户');
      await runner.release();
    });
  });

  it('shows a mass complaint while it stands', async () => {
    const opened = anOpenedCase({ size: 7 });
    const shown = async (division = '*') => (await get('/page', { division })).includes(`id="case-${opened.caseId}"`);
    await reporting.receives(CaseOpened, opened);
    expect(await get('/page')).toMatch(/群体投诉 · 待查证.*网络质量、宽带/s);
    expect(await shown('43')).toBe(false);

    await reporting.receives(CaseWithdrawn, aWithdrawnCase({ caseId: opened.caseId }));

    expect(await shown()).toBe(false);
  });

  it('counts all mass complaints that stand, also where it lists the newest only', async () => {
    const opened = Array.from({ length: 23 }, () => anOpenedCase());
    await reporting.receives(CaseOpened, opened, { scope: { division: '61' } });

    const page = await get('/page', { division: '61' });

    expect(page.match(/<tbody id="case-/g)).toHaveLength(20);
    expect(page).toContain('仅列出最近成立的 20 件，共 23 件。');
    expect(page).toMatch(/群体投诉 <small>共 23 件/);
  });

  it('shows the same after everything is counted again', async () => {
    await aLateTicket();
    const before = await get('/page');

    const { body } = await reporting.as({ role: 'platform-operator' }).post('/operator/reports/rebuild').expect(200);

    expect(body.tables).toMatchObject({ complaints: { changed: 0 }, cells: { changed: 0 }, concerns: { changed: 0 } });
    expect(await get('/page')).toBe(before);
  });

  it('shows a province its own, and tickets it had to do with, wherever they are now', async () => {
    const own = await aLateTicket({ recordedIn: '44' });
    const passedOn = await aLateTicket({ recordedIn: '44', workIn: '11' });
    const foreign = await aLateTicket({ recordedIn: '43' });

    const page = await get('/page', { division: '44' });

    expect(page).toContain(own.number);
    expect(page).toContain(passedOn.number);
    expect(page).not.toContain(foreign.number);
    expect(rowOf(page, '44')).toBeDefined();
    expect(rowOf(page, '43')).toBeUndefined();
    await get(`/page/story?of=${foreign.number}`, { division: '44' }, 404);
  });

  it('tells the story in the words of the API, in the language that was chosen', async () => {
    const { number } = await aLateTicket();
    const browser = await reporting.signedIn({ role: 'viewer' });
    const chosen = await browser.get(`/page/story?of=${number}&lang=en`).expect(303);

    const { text } = await browser.get(chosen.headers['location']!).expect(200);

    const { body } = await reporting.as({ role: 'viewer' }).get(`/complaints/${number}/story?lang=en`).expect(200);
    const plain = text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    for (const { at, sentence, reasons } of body.lines)
      for (const words of [at, sentence, ...reasons]) expect(plain).toContain(words);
  });

  it.each([
    ['/page/story?of=TS20260101000099', 404, '您的范围内没有投诉 TS20260101000099'],
    ['/page/story?of=%3Cscript%3E', 422, '应为投诉标识'],
    ['/page?period=century', 422, ''],
  ])('says in words what is wrong with %s', async (path, status, words) => {
    const page = await get(path, {}, status);

    expect(page).toContain(words);
    expect(page).not.toContain('<script>');
  });

  it('lets a browser load nothing but its own files, and run nothing that stands in the page', async () => {
    const { headers, text } = await reporting.http
      .get('/page')
      .set('cookie', await sessionOf())
      .expect(200);

    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?:/);
  });

  it.each(['page.css', 'china.svg', 'icon.svg', 'live.js', 'patch.js'])(
    'serves %s, and says when it is still the same',
    async (name) => {
      const { headers } = await reporting.http.get(`/page/assets/${name}`).expect(200);

      await reporting.http.get(`/page/assets/${name}`).set('if-none-match', headers['etag']!).expect(304);
    },
  );

  it('signs nobody out for a page of others', async () => {
    const cookie = await sessionOf();

    await reporting.http.post('/page/sign-out').set('cookie', cookie).set('origin', 'https://evil.example').expect(403);
    await reporting.http.post('/page/sign-out').set('cookie', cookie).expect(403);
    // The identity provider of this test does not answer; whoever leaves leaves all the same.
    const { headers } = await reporting.http
      .post('/page/sign-out')
      .set('cookie', cookie)
      .set('origin', PAGE_ORIGIN)
      .expect(303);
    expect(headers['location']).toBe('/page/signed-out');
    expect(headers['set-cookie']![0]).toMatch(/^session=; .*Max-Age=0/);
  });
});
