import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { DeadLetters, type DeadLetter, type DeadLetterContent } from '@cc/messaging';
import { z } from 'zod';
import { Allow } from '../auth/allow.js';
import { Problem } from '../http/problem.js';
import { zodBody } from '../http/zod-body.js';

const LetterId = z.string().regex(/^\d{1,18}$/);
/** One letter, with what waits behind it; or whole streams; or everything. */
const Replay = z.union([
  z.strictObject({ id: LetterId }),
  z.strictObject({ ids: z.array(LetterId).min(1) }),
  z.strictObject({ streams: z.array(z.string()).min(1) }),
  z.strictObject({ all: z.literal(true) }),
]);

/** What could not be applied, and how it goes on. */
@Controller('operator/dead-letters')
@Allow({ roles: ['operator'], scope: 'organisation' })
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  list(): Promise<DeadLetter[]> {
    return this.letters.list();
  }

  @Get(':id')
  show(@Param('id', zodBody(LetterId)) id: string): Promise<DeadLetterContent> {
    return this.letterOf(id);
  }

  @Post('replay')
  @HttpCode(200)
  async replay(@Body(zodBody(Replay)) which: z.output<typeof Replay>) {
    const choice = 'id' in which ? lineOf(await this.letterOf(which.id)) : which;
    const { replayed, failed } = await this.letters.replay(choice);
    return { replayed: replayed.length, ids: replayed, failed: failed[0] ?? null, allFailed: failed };
  }

  private async letterOf(id: string): Promise<DeadLetterContent> {
    const letter = await this.letters.show(id);
    if (letter) return letter;
    throw new Problem({
      status: 404,
      type: 'not-found',
      title: { zh: '没有该死信', en: 'No such dead letter' },
      detail: { zh: `编号 ${id}：可能已重放`, en: `id ${id}; it may have been replayed` },
    });
  }
}

/** A letter with what waits behind it; one that belongs to no stream stands alone. */
const lineOf = ({ id, stream }: DeadLetter) => (stream === null ? { ids: [id] } : { streams: [stream] });
