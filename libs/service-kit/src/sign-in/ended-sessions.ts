import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { SKEW_SECONDS } from '../auth/key-set.js';
import type { EndedSession } from './ended-session.entity.js';
import { isMadeUp, LONGEST_SESSION_MS, type Session } from './sessions.js';

/** What was being written when somebody asked, or by a clock that differs from ours, is found when they ask again. */
const OVERLAP_MS = 60_000;

/**
 * What ends sessions that began no later than `issuedUntil`: that of a `sid`; without one all of the subject. Where both are given, also
 * those of the subject that the identity provider has not named, since one of them is meant.
 */
export type Ending = Omit<EndedSession, 'endedAt'>;

/** How a session is known to what ends it. */
type Begun = Pick<Session, 'sid' | 'issuedAt'> & { caller: Pick<Session['caller'], 'subject'> };

export const ends = ({ sid, subject, issuedUntil }: Pick<Ending, 'sid' | 'subject' | 'issuedUntil'>, session: Begun) =>
  (sid === session.sid || (subject === session.caller.subject && (sid === null || isMadeUp(session.sid)))) &&
  session.issuedAt <= issuedUntil;

/**
 * 结束的会话: what a cookie cannot say of itself, that its session was ended. One table for all instances, by the machine's own clock,
 * as tokens are judged.
 */
@Injectable()
export class EndedSessions {
  constructor(private readonly database: DataSource) {}

  /** Answers false, and ends nothing, where an ending of that id was there before. */
  async end({ id, sid, subject, issuedUntil, until }: Ending): Promise<boolean> {
    const now = new Date();
    await this.database.query('delete from ended_sessions where until < $1', [now]);
    const added = await this.database.query<unknown[]>(
      `insert into ended_sessions (id, sid, subject, issued_until, ended_at, until) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning id`,
      [id, sid, subject, issuedUntil, now, until],
    );
    return added.length > 0;
  }

  async has({ sid, issuedAt, caller }: Begun): Promise<boolean> {
    const found = await this.database.query<unknown[]>(
      `select from ended_sessions
       where (sid = $1 or (subject = $2 and (sid is null or $4::boolean))) and issued_until >= $3 limit 1`,
      [sid, caller.subject, issuedAt, isMadeUp(sid)],
    );
    return found.length > 0;
  }

  /** All that a person has now; answers until when those had begun, by the identity provider's clock, which may be ahead of ours. */
  async endAllOf(subject: string): Promise<Date> {
    const now = Date.now();
    const issuedUntil = new Date(now + SKEW_SECONDS * 1000);
    await this.end({ id: randomUUID(), sid: null, subject, issuedUntil, until: new Date(now + LONGEST_SESSION_MS) });
    return issuedUntil;
  }

  /** For one who asks again and again: what ended since they asked last, by whichever instance; something may come twice. */
  watch(): () => Promise<Pick<Ending, 'sid' | 'subject' | 'issuedUntil'>[]> {
    let askedAt = Date.now();
    return async () => {
      const now = Date.now();
      const found = await this.database.query<Pick<Ending, 'sid' | 'subject' | 'issuedUntil'>[]>(
        'select sid, subject, issued_until as "issuedUntil" from ended_sessions where ended_at >= $1',
        [new Date(askedAt - OVERLAP_MS)],
      );
      askedAt = now;
      return found;
    };
  }
}
