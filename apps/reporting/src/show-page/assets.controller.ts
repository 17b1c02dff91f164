import { Allow, zodBody } from '@cc/service-kit';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { asset, ASSETS } from './assets.js';

const Name = z.enum(ASSETS).describe('a style sheet, script or picture of the pages');

@Controller('page/assets')
export class AssetsController {
  /** The same for everybody. Browsers keep it and ask each time whether it is still the one: answered in a few bytes. */
  @Get(':name')
  @Allow({ scope: 'public' })
  get(
    @Param('name', zodBody(Name)) name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() response: Response,
  ): void {
    const { type, body, tag } = asset(name);
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'public, no-cache');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (known === tag) return void response.status(304).end();
    response.type(type).send(body);
  }
}
