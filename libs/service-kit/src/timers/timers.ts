import { Injectable, type Type } from '@nestjs/common';
import type { Tick } from './timer.js';

/** The timers of this service. */
@Injectable()
export class Timers {
  /** Runs a timer at once instead of at its next turn; for whoever just made something due. */
  wake(_timer: Type<Tick>): void {
    throw new Error('not started');
  }
}
