import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { ComplaintRecorded } from '@cc/contracts';
import { SESSIONS, type Sessions } from '@cc/service-kit';
import {
  aRecordedComplaint,
  barriers,
  noBrowser,
  sessionFor,
  startForTest,
  TestBrowser,
  type ServiceUnderTest,
} from '@cc/testing';
import { HttpAdapterHost } from '@nestjs/core';
import { LookForNews } from '../src/feed-viewers/look-for-news.js';
import { ReportingModule } from '../src/reporting.module.js';
import { aBusyNovember } from './a-busy-november.fixture.js';
import { listening } from './visitor.fixture.js';

if (noBrowser) console.warn(`the page is not tried in a browser: ${noBrowser}`);
const inABrowser = noBrowser ? describe.skip : describe;

const root = join(import.meta.dirname, '..', '..', '..');
/** Looked at after a run; `PICTURES=docs/pictures` writes what the README shows. */
const pictures = join(root, process.env['PICTURES'] ?? join('.run', 'pictures'));
const PHONE = { viewport: { width: 390, height: 844 } };

inABrowser('the page in a browser', () => {
  let reporting: ServiceUnderTest;
  let browser: TestBrowser;
  let url: string;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    reporting = await startForTest(ReportingModule);
    url = await listening(reporting);
    await aBusyNovember(reporting);
    browser = await TestBrowser.open();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await reporting?.stop();
  });

  async function opened(
    path = '/page',
    options: Parameters<TestBrowser['page']>[0] = {},
    { division = '*', forMs = 3_600_000 } = {},
  ) {
    const { page, complaints } = await browser.page(options);
    const [name, value] = (
      await sessionFor(reporting.get<Sessions>(SESSIONS), { role: 'viewer', division }, forMs)
    ).split('=', 2) as [string, string];
    await page.context().addCookies([{ name, value, url }]);
    await page.goto(url + path);
    await page.waitForSelector('#live[data-state=on]');
    return { page, complaints };
  }
  const news = () => reporting.tick(LookForNews);

  it('looks as the README shows it', async () => {
    const { page, complaints } = await opened();

    await page.screenshot({ path: join(pictures, 'page.png') });

    expect(await page.locator('.province .land').count()).toBe(34);
    expect(await page.locator('#totals dd').allInnerTexts()).toEqual(['432', '322', '110', '19', '12']);
    expect(complaints).toEqual([]);
  }, 60_000);

  it.each([
    ['overview', '/page', {}],
    ['overview-dark', '/page', { colorScheme: 'dark' }],
    ['overview-english', '/page', { locale: 'en-GB' }],
    ['overview-phone', '/page', PHONE],
    ['story', '/page/story?of=TS20261124000007', {}],
    ['story-phone-dark', '/page/story?of=TS20261124000007', { ...PHONE, colorScheme: 'dark' }],
  ] as const)(
    'can be used by everybody, and is no wider than the window: %s',
    async (name, path, options) => {
      const { page } = await opened(path, options);

      if (!process.env['PICTURES']) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    },
    60_000,
  );

  it('marks what is not the viewer’s, and shows on the map what one chooses', async () => {
    const { page } = await opened('/page', {}, { division: '44' });
    expect(await page.locator('.province.not-yours').count()).toBe(30);
    expect(await page.locator('.legend:visible').innerText()).toContain('不在您的范围');

    await page.locator('label', { hasText: '超时' }).click();

    expect(await page.locator('#label-44 .count:visible').allTextContents()).toEqual(['2']);
    expect(await page.locator('.legend:visible').count()).toBe(1);
    if (!process.env['PICTURES']) await page.screenshot({ path: join(pictures, 'province.png'), fullPage: true });
  }, 60_000);

  it('leaves to people what they have focused while figures change', async () => {
    const { page } = await opened();
    await page.locator('#map-54').focus();
    const before = Number(await page.locator('#totals .recorded dd').innerText());

    await reporting.receives(ComplaintRecorded, aRecordedComplaint(), { scope: { division: '54' } });
    await news();
    await page.locator('#totals .recorded dd', { hasText: String(before + 1) }).waitFor();

    expect(await page.evaluate('document.activeElement.id')).toBe('map-54');
    expect(await page.locator('#map-54').getAttribute('aria-label')).toContain('受理 2');
  }, 60_000);

  it('says that it is not live any more, and then is again and up to date', async () => {
    const { page } = await opened();
    const before = Number(await page.locator('#totals .recorded dd').innerText());

    (reporting.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server).closeAllConnections();
    await page.waitForSelector('#live[data-state=off]');
    await reporting.receives(ComplaintRecorded, aRecordedComplaint());

    await page.locator('#totals .recorded dd', { hasText: String(before + 1) }).waitFor();
    await page.waitForSelector('#live[data-state=on]');
  }, 60_000);

  it('leads to where one signs in when the session is over', async () => {
    const { page } = await opened('/page', {}, { forMs: 2500 });

    await page.waitForURL(/\/page\/sign-in\?to=%2Fpage/);
  }, 60_000);
});
