import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { z } from 'zod';
import { inputsOf } from './inputs.js';
import { handlersOf } from './routes.js';
import { readByHandler, zodBody } from './zod-body.js';

const Id = z.uuid();
const Filters = z.strictObject({ late: z.stringbool().optional() });
const Winding = z.strictObject({ hours: z.int() });

@Controller('clocks')
class Clocks {
  @Get()
  list(@Query(zodBody(Filters)) _: z.output<typeof Filters>) {}

  @Get(':id/hands/:hand')
  hand(@Param('id', zodBody(Id)) _: string, @Param('hand') __: string) {}

  @Post(':id')
  wind(@Param('id', zodBody(Id)) _: string, @Body(zodBody(Winding)) __: z.output<typeof Winding>) {}

  @Post(':id/strikes')
  @HttpCode(200)
  strike(@Body(readByHandler(Winding)) _: unknown) {}

  @Get('all')
  all(@Res({ passthrough: true }) _: unknown) {}
}

const inputs = Object.fromEntries(handlersOf([Clocks]).map((route) => [route.handler.name, inputsOf(route)]));
const nothing = { path: {}, query: null, body: null, status: 200 };

describe('what a route takes', () => {
  it('is what its pipes check: query, path and body', () => {
    expect(inputs['list']).toEqual({ ...nothing, query: Filters });
    expect(inputs['wind']).toEqual({ ...nothing, path: { id: Id }, body: Winding, status: 201 });
  });

  it('is known too where the handler reads the body itself', () => {
    expect(inputs['strike']).toEqual({ ...nothing, path: { id: null }, body: Winding });
    expect(readByHandler(Winding).transform({ hours: 'many' }, { type: 'body' })).toEqual({ hours: 'many' });
  });

  it('names every part of the path, with no schema for one that nothing checks', () => {
    expect(inputs['hand']).toEqual({ ...nothing, path: { id: Id, hand: null } });
  });

  it('promises no status where the handler holds the response', () => {
    expect(inputs['all']).toEqual({ ...nothing, status: null });
  });
});
