import type { AddressInfo } from 'node:net';
import { SystemTime } from '@cc/messaging';
import { Log, Problem, SESSIONS } from '@cc/service-kit';
import { Controller, Get, Module, Param, UseFilters, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PageProblems } from './page-problems.js';
import { Pages } from './pages.js';

const problem = (status: number, type: string) =>
  new Problem({ status, type, title: { zh: '标题', en: 'Title' }, detail: { zh: '缺少 roles', en: 'roles: missing' } });

@Controller('page')
@UseFilters(PageProblems)
class FailingController {
  @Get(':status/:type')
  fail(@Param('status') status: string, @Param('type') type: string): never {
    throw problem(Number(status), type);
  }
}

const pages = new Pages(new SystemTime(), { jwt: { issuer: 'https://login.example' } } as never, {} as never);

@Module({
  controllers: [FailingController],
  providers: [
    { provide: Pages, useValue: pages },
    { provide: Log, useValue: new Log('reporting', 'silent') },
    { provide: SESSIONS, useValue: null },
  ],
})
class FailingModule {}

describe('a browser that meets a problem', () => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await NestFactory.create(FailingModule, { logger: false });
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const asks = (path: string, language = 'zh') => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { accept: 'text/html', 'accept-language': language },
      redirect: 'manual',
    });
  };

  it('is led to signing in when it is not signed in', async () => {
    const { status, headers } = await asks('/page/401/sign-in-needed');

    expect([status, headers.get('location')]).toEqual([303, '/page/sign-in?to=%2Fpage%2F401%2Fsign-in-needed']);
  });

  it.each(['401/unauthorized', '403/sign-in-failed'])(
    'reads what is wrong, and is not sent round, when signing in again would not help: %s',
    async (path) => {
      const answer = await asks(`/page/${path}`);

      expect([answer.status, answer.headers.get('location')]).toEqual([Number(path.slice(0, 3)), null]);
      expect(await answer.text()).toContain('缺少 roles');
    },
  );

  it.each([
    ['zh', '您的角色不包含本页面'],
    ['en', 'Your role does not include this page'],
  ])('reads in plain words that its role does not include the page: %s', async (language, words) => {
    const answer = await asks('/page/403/forbidden', language);
    const text = await answer.text();

    expect(answer.status).toBe(403);
    expect(text).toContain(words);
    expect(text).not.toContain('roles');
  });
});
