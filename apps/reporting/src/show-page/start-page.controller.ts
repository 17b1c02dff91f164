import { Allow } from '@cc/service-kit';
import { Controller, Get, Redirect } from '@nestjs/common';

@Controller()
export class StartPageController {
  /** Whoever types the address of the service is led to its page. */
  @Get()
  @Redirect('/page', 302)
  @Allow({ scope: 'public' })
  lead(): void {}
}
