import { Allow, EndedSessions, LogoutTokens, refusedLogout, zodBody } from '@cc/service-kit';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';

/** As a form. What is missing is refused as any token that will not do. */
const Logout = z.object({ logout_token: z.string().default('') }).prefault({});
const EndSessions = z.strictObject({
  subject: z.string().min(1).max(255).describe('whose: the `sub` of their tokens'),
});

/** 结束会话: before their time, at every instance, with their live streams. */
@Controller()
export class EndSessionsController {
  constructor(
    private readonly tokens: LogoutTokens,
    private readonly ended: EndedSessions,
  ) {}

  /** The identity provider ends a session, or all of a person (OpenID Connect Back-Channel Logout). */
  @Post('page/back-channel-logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Allow({ scope: 'public' })
  async atProvider(@Body(zodBody(Logout)) { logout_token: token }: z.output<typeof Logout>): Promise<void> {
    const ending = await this.tokens.read(token);
    if (!(await this.ended.end(ending))) throw refusedLogout('jti: this token was used already');
  }

  /** All sessions that a person has now. Whether they may sign in again is said at the identity provider. */
  @Post('operator/sessions/end')
  @HttpCode(200)
  @Allow({ roles: ['platform-operator'], scope: 'platform' })
  async byOperator(
    @Body(zodBody(EndSessions)) { subject }: z.output<typeof EndSessions>,
  ): Promise<{ subject: string; endedUntil: Date }> {
    return { subject, endedUntil: await this.ended.endAllOf(subject) };
  }
}
