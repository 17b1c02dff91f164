import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noBrowser, TestBrowser } from '@cc/testing';
import type { Page } from 'playwright-core';
import { startPlatform, type Platform } from '../src/index.js';
import { aCall } from './calls.js';
import { Outside } from './outside.js';

if (noBrowser) console.warn(`the page is not tried in a browser: ${noBrowser}`);
const inABrowser = noBrowser ? describe.skip : describe;

inABrowser('the page, by people who sign in, on real Kafka and PostgreSQL', () => {
  let platform: Platform;
  let outside: Outside;
  let browser: TestBrowser;

  beforeAll(async () => {
    platform = await startPlatform({ dir: mkdtempSync(join(tmpdir(), 'page-')), signIn: true, ownServers: true });
    outside = await new Outside(platform.entrance.clientOf()).connect();
    browser = await TestBrowser.open();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await outside?.close();
    await platform?.stop();
  }, 60_000);

  async function signedInAs(person: string) {
    const { page, complaints } = await browser.page();
    await page.goto(platform.page!.url);
    await page.click(`button[value=${person}]`);
    return { page, complaints };
  }

  const isLive = (page: Page) => page.waitForSelector('#live[data-state=on]');
  const figure = (page: Page, name: string) => page.locator(`#totals .${name} dd`);

  it('shows headquarters a new complaint without reloading, its story in both languages, and lets them go', async () => {
    const { page, complaints } = await signedInAs('headquarters');
    await isLive(page);
    expect(await page.locator('header .who').innerText()).toBe('周敏 Zhou Min');
    expect(await page.locator('a.province').count()).toBe(31);
    expect(await figure(page, 'recorded').innerText()).toBe('0');
    let reloads = 0;
    page.on('framenavigated', () => reloads++);

    await outside.submit(aCall('cc-43', 'seen-live'));
    const receipt = await outside.next('complaints.receipts.cc-43', ({ key }) => key === 'seen-live');
    const [{ number }] = receipt.body['items'] as [{ number: string }];
    await page.locator('#totals .recorded dd', { hasText: '1' }).waitFor();
    await page.locator('#division-43 td.open', { hasText: '1' }).waitFor();
    await page.locator('#label-43 .count.of-open', { hasText: '1' }).waitFor();
    expect(reloads).toBe(0);

    await page.fill('header input', number);
    await page.press('header input', 'Enter');
    await page.locator('#story li', { hasText: '第 1 次派单' }).waitFor();
    expect(await page.locator('h1').innerText()).toBe(`投诉 ${number} 全程`);
    expect(await page.locator('body').innerText()).not.toMatch(/1[3-9]\d{9}|李红/);
    await page.click('a.language');
    await page.locator('#story li', { hasText: 'Dispatch no. 1' }).waitFor();
    await page.click('.back a');
    expect(await page.locator('h1').innerText()).toBe('Complaints at a glance');

    await page.click('.leave button');
    await page.waitForURL(/\/page\/signed-out/);
    await page.goto(platform.page!.url);
    await page.waitForURL(/\/people\//);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('shows a province its own and nothing of another', async () => {
    await outside.submit(aCall('cc-43', 'of-hunan'));
    const receipt = await outside.next('complaints.receipts.cc-43', ({ key }) => key === 'of-hunan');
    const [{ number }] = receipt.body['items'] as [{ number: string }];

    const { page } = await signedInAs('guangdong');
    await isLive(page);

    expect(await page.locator('#divisions tbody tr').allInnerTexts()).toEqual([expect.stringContaining('广东省')]);
    expect(await figure(page, 'recorded').innerText()).toBe('0');
    expect(await page.locator('.province.not-yours').count()).toBe(30);
    await page.goto(`${platform.page!.url}/story?of=${number}`);
    expect(await page.locator('main').innerText()).toContain(`您的范围内没有投诉 ${number}`);
  }, 60_000);

  it('tells somebody without a role so, in words, and lets them leave', async () => {
    const { page } = await signedInAs('front-desk');

    expect(await page.locator('main').innerText()).toContain('您的角色不包含本页面');
    await page.click('.leave button');
    await page.waitForURL(/\/page\/signed-out/);
  }, 60_000);

  it('refuses an answer that belongs to no sign-in of this browser', async () => {
    const { page } = await browser.page();

    await page.goto(`${platform.page!.url}/signed-in?code=of-somebody-else&state=forged`);

    expect(await page.locator('h1').innerText()).toBe('登录没有完成');
    expect(await page.context().cookies()).toEqual([]);
  }, 60_000);
});
