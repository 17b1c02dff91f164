import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DeadLetters, type DeadLetter, type DeadLetterContent, type ReplayResult } from '@cc/messaging';
import { z } from 'zod';
import { Allow } from '../auth/allow.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Problem } from '../http/problem.js';
import { zodBody } from '../http/zod-body.js';

const LetterId = z.string().regex(/^\d{1,18}$/);
const Page = z.strictObject({ after: LetterId.optional(), limit: z.coerce.number().int().min(1).max(500).optional() });
const Asked = z.strictObject({ reason: z.string().trim().min(2).max(500) });
const after = LetterId.optional();
/** One letter, with what waits behind it; or whole streams; or everything. */
const Replay = z.union([
  z.strictObject({ id: LetterId }),
  z.strictObject({ ids: z.array(LetterId).min(1), after }),
  z.strictObject({ streams: z.array(z.string()).min(1), after }),
  z.strictObject({ all: z.literal(true), after }),
]);

/** What could not be applied, of whichever organisation, and how it goes on. What it holds is shown to who says why. */
@Controller('operator/dead-letters')
@Allow({ roles: ['platform-operator'], scope: 'platform' })
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  list(@Query(zodBody(Page)) { after, limit }: z.output<typeof Page>): Promise<DeadLetter[]> {
    return this.letters.list({ ...(after && { after }), ...(limit && { limit }) });
  }

  @Get(':id')
  async show(@Param('id', zodBody(LetterId)) id: string): Promise<DeadLetter> {
    return found(id, await this.letters.show(id));
  }

  @Post(':id/disclosures')
  @HttpCode(200)
  async disclose(
    @Param('id', zodBody(LetterId)) id: string,
    @Body(zodBody(Asked)) { reason }: z.output<typeof Asked>,
    @CurrentCaller() { subject }: Caller,
  ): Promise<DeadLetterContent> {
    return found(id, await this.letters.disclose(id, { subject, reason }));
  }

  /** Gives up what can never be applied; what waited behind it goes on, `next` by a replay where that is more than one request does. */
  @Post(':id/discard')
  @HttpCode(200)
  async discard(
    @Param('id', zodBody(LetterId)) id: string,
    @Body(zodBody(Asked)) { reason }: z.output<typeof Asked>,
    @CurrentCaller() { subject }: Caller,
  ) {
    const result = found(id, await this.letters.discard(id, { subject, reason }));
    if (result.kind === 'waits') throw waitsBehind(id, result.behind);
    const { stream, next } = result;
    return {
      discarded: id,
      ...told(result),
      next: stream === null || next === null ? null : { streams: [stream], after: next },
    };
  }

  /** `next` is what to send to go on, where one request is not enough for all. */
  @Post('replay')
  @HttpCode(200)
  async replay(@Body(zodBody(Replay)) which: z.output<typeof Replay>) {
    const { after, ...choice } = 'id' in which ? lineOf(found(which.id, await this.letters.show(which.id))) : which;
    const result = await this.letters.replay(choice, { ...(after && { after }) });
    return { ...told(result), next: result.next === null ? null : { ...choice, after: result.next } };
  }
}

const told = ({ replayed, failed }: ReplayResult) => ({
  replayed: replayed.length,
  ids: replayed,
  failed: failed[0] ?? null,
  allFailed: failed,
});

const waitsBehind = (id: string, behind: string) =>
  new Problem({
    status: 409,
    type: 'waits-behind-another',
    title: { zh: '该死信在等待另一封死信', en: 'This dead letter waits behind another' },
    detail: {
      zh: `编号 ${id} 尚未单独处理过；请先重放或放弃编号 ${behind}`,
      en: `${id} has not been tried on its own yet; replay or discard ${behind} first`,
    },
  });

function found<Letter>(id: string, letter: Letter | null): Letter {
  if (letter !== null) return letter;
  throw new Problem({
    status: 404,
    type: 'not-found',
    title: { zh: '没有该死信', en: 'No such dead letter' },
    detail: { zh: `编号 ${id}：可能已重放或放弃`, en: `id ${id}; it may have been replayed or discarded` },
  });
}

/** A letter with what waits behind it; one that belongs to no stream stands alone. */
const lineOf = ({
  id,
  stream,
}: DeadLetter): { ids: string[]; after?: string } | { streams: string[]; after?: string } =>
  stream === null ? { ids: [id] } : { streams: [stream] };
