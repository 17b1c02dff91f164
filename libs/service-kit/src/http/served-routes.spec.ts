import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Allow } from '../auth/allow.js';
import { routesOf } from './routes.js';
import { ServedRoutes } from './served-routes.js';

@Controller('clocks')
class Guarded {
  @Get(':id')
  @Allow({ roles: ['viewer'], scope: 'division' })
  show() {}

  @Post()
  @Allow({ scope: 'public' })
  wind() {}
}

@Controller('clocks')
class Forgotten {
  @Get('all')
  list() {}
}

@Controller('clocks')
@Allow({ roles: ['operator'], scope: 'organisation' })
class GuardedAsAWhole extends Forgotten {}

const start = async (...controllers: (new () => object)[]) => {
  const testing = Test.createTestingModule({ imports: [DiscoveryModule], controllers, providers: [ServedRoutes] });
  const app = (await testing.compile()).createNestApplication({ logger: false, abortOnError: false });
  await app.init();
  return app.get(ServedRoutes).routes();
};

describe('the routes of a service', () => {
  it('stop its start when one of them has no rule, and name it', async () => {
    await expect(start(Guarded, Forgotten)).rejects.toThrow(
      'a route has no rule: GET /clocks/all (Forgotten). Say who may use it with @Allow.',
    );
  });

  it('have the rule of their method, or else of their controller', async () => {
    expect(await start(Guarded, GuardedAsAWhole)).toMatchObject([
      { method: 'POST', path: '/clocks', rule: { scope: 'public' } },
      { method: 'GET', path: '/clocks/:id', rule: { roles: ['viewer'], scope: 'division' } },
      { method: 'GET', path: '/clocks/all', rule: { roles: ['operator'], scope: 'organisation' } },
    ]);
  });

  it('are read from the controllers alone, for the printed table', () => {
    expect(routesOf([Forgotten])).toEqual([
      { method: 'GET', path: '/clocks/all', rule: null, controller: 'Forgotten' },
    ]);
  });
});
