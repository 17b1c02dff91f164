import type { ComplaintId } from '@cc/contracts';
import { partitionOf } from '../broker/murmur2.js';
import type { ReplayResult } from '../dead-letters/dead-letters.js';
import { Unprocessable } from '../handling/handler.js';
import type { Case } from './conformance.fixture.js';
import { numberOf } from './urges.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const deadLetterCases: Case[] = [
  [
    'a poison event in the middle of a batch is parked, its stream waits, all others go on',
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 30, each: 10 });
      const sick = [...site.streams.keys()][15]!;
      await intake.messaging.relay.drained();
      let first = 0;

      // Everything is in the log already: it comes in one batch a partition, the poison in the middle of one.
      const routing = await site.start('routing', {
        before: (events) => {
          first ||= events.length;
          if (events.some((event) => event.key === sick && numberOf(event) === 3)) {
            throw new Error('this one does not go down');
          }
        },
      });

      await site.quiet('routing');
      expect(first).toBeGreaterThan(1);
      expect(await site.judge('routing', [sick])).toEqual({ applied: 293, ...SOUND });
      const letters = await routing.messaging.deadLetters.list();
      expect(letters.map(({ stream, attempts }) => ({ stream, attempts }))).toEqual([
        { stream: sick, attempts: 4 },
        ...Array.from({ length: 6 }, () => ({ stream: sick, attempts: 0 })),
      ]);
      expect(letters[0]!.reason).toBe('Error: this one does not go down');
      expect(letters[1]!.reason).toBe(`waits behind ${letters[0]!.id}`);
    },
  ],
  [
    'a poison event that cannot be parked holds its own partition until it can, and no other',
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 30, each: 2 });
      const sick = [...site.streams.keys()][15]!;
      const behind = [...site.streams.keys()].filter((id) => partitionOf(id, 4) === partitionOf(sick, 4));
      await site.query('routing', `alter table dead_letters add constraint closed check (attempts < 0)`);

      const routing = await site.start('routing', {
        before: (events) => {
          if (events.some(({ key }) => key === sick)) throw new Error('this one does not go down');
        },
      });
      await site.logged(routing, 'cannot park');
      await site.until(async () => (await site.judge('routing', behind)).lost.length === 0);
      await site.query('routing', `alter table dead_letters drop constraint closed`);

      await site.quiet('routing');
      expect(await site.judge('routing', [sick])).toEqual({ applied: 58, ...SOUND });
      expect(await routing.messaging.deadLetters.list()).toMatchObject([{ stream: sick }, { stream: sick }]);
    },
  ],
  [
    'dead letters are replayed in order, and stop at the first that fails again',
    async (site) => {
      let sick: ComplaintId | null = null;
      let healthyUpTo = -1;
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: (events) => {
          if (events.some((event) => event.key === sick && numberOf(event) > healthyUpTo))
            throw new Error('still sick');
        },
      });
      await site.publish(intake, { streams: 1, each: 0 });
      sick = [...site.streams.keys()][0]!;
      await site.publish(intake, { streams: 5, each: 6 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      expect(await deadLetters.list()).toHaveLength(6);

      healthyUpTo = 3;
      const first = await deadLetters.replay({ streams: [sick] });
      healthyUpTo = 100;
      const second = await deadLetters.replay({ all: true });

      expect(first.replayed).toHaveLength(4);
      expect(first.failed).toEqual([{ id: expect.any(String) as string, reason: 'Error: still sick' }]);
      expect(second).toEqual({ replayed: [first.failed[0]!.id, expect.any(String)], failed: [], next: null });
      await site.quiet('routing');
      expect(await deadLetters.list()).toEqual([]);
      expect(await site.judge('routing')).toEqual({ applied: 30, ...SOUND });
    },
  ],
  [
    'dead letters are listed by pages and replayed by portions, which go on past what fails again',
    async (site) => {
      let sick = true;
      const failing = new Set<string>();
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: (events) => {
          if (sick || events.some(({ key }) => failing.has(key))) throw new Unprocessable('sick');
        },
      });
      await site.publish(intake, { streams: 6, each: 3 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      const first = await deadLetters.list({ limit: 10 });
      const rest = await deadLetters.list({ after: first.at(-1)!.id, limit: 10 });
      const all = [...first, ...rest];
      const stream = all.at(-1)!.stream as ComplaintId;
      failing.add(stream);
      sick = false;

      const portions: ReplayResult[] = [];
      for (let after: string | null = '0'; after !== null; after = portions.at(-1)!.next) {
        portions.push(await deadLetters.replay({ all: true }, { after, limit: 4 }));
      }

      expect([first.length, rest.length, new Set(all.map(({ id }) => id)).size]).toEqual([10, 8, 18]);
      expect(portions.map(({ replayed, failed }) => replayed.length + failed.length)).toEqual([4, 4, 4, 4]);
      expect(portions.flatMap(({ failed }) => failed)).toHaveLength(1);
      expect(await deadLetters.list()).toMatchObject([{ stream }, { stream }, { stream }]);
      expect(await site.judge('routing', [stream])).toEqual({ applied: 15, ...SOUND });
    },
  ],
  [
    'a dead letter that can never be applied is given up: who, when and why are kept, and its stream goes on',
    async (site) => {
      let sick: ComplaintId | null = null;
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: (events) => {
          if (events.some((event) => event.key === sick && numberOf(event) === 2)) throw new Unprocessable('never');
        },
      });
      await site.publish(intake, { streams: 1, each: 0 });
      sick = [...site.streams.keys()][0]!;
      await site.publish(intake, { streams: 3, each: 5 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      const why = { subject: 'ops-1', reason: 'made by a defect that is mended' };
      const [first, second, third] = (await deadLetters.list()).map(({ id }) => id) as [string, string, string];

      const early = await deadLetters.discard(third, why);
      const done = await deadLetters.discard(first, why, { limit: 1 });
      const rest = await deadLetters.replay({ streams: [sick] }, { after: '0' });
      const again = await deadLetters.discard(first, why);
      await site.publish(intake, { streams: 3, each: 1 });
      await site.quiet('routing');

      expect(early).toEqual({ kind: 'waits', behind: first });
      expect(done).toEqual({ kind: 'discarded', stream: sick, replayed: [second], failed: [], next: '0' });
      expect(rest).toEqual({ replayed: [third], failed: [], next: null });
      expect(again).toBeNull();
      expect(await deadLetters.list()).toEqual([]);
      expect(
        await site.query(
          'routing',
          `select letter_id, stream, parked_for, subject, reason, discarded_at is not null as dated from discarded_letters`,
        ),
      ).toEqual([{ letter_id: first, stream: sick, parked_for: 'Unprocessable: never', ...why, dated: true }]);
      expect(await site.judge('routing')).toEqual({ applied: 17, ...SOUND, lost: [`${sick} 2`] });
    },
  ],
  [
    'the reason of a dead letter repeats nobody, neither when it is parked nor when a replay fails',
    async (site) => {
      let heard = '+8613800138000 of "王小明" has no place';
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: () => Promise.reject(new Unprocessable(heard)),
      });
      await site.publish(intake, { streams: 1, each: 1 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      const kept = () => site.query<{ reason: string }>('routing', 'select reason from dead_letters');

      const parked = await kept();
      heard = 'call 138-0013-8000\0 or wang@example.cn, 王小明';
      const { failed } = await deadLetters.replay({ all: true });

      expect(parked).toEqual([{ reason: 'Unprocessable: … of "…" has no place' }]);
      expect(await kept()).toEqual([{ reason: 'Unprocessable: call …\u2400 or …, …' }]);
      expect(failed.map(({ reason }) => ({ reason }))).toEqual(await kept());
    },
  ],
  [
    'what a dead letter holds is shown to who says why, and the trace outlives the letter',
    async (site) => {
      let sick = true;
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: () => (sick ? Promise.reject(new Unprocessable('sick')) : undefined),
      });
      await site.publish(intake, { streams: 1, each: 1 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      const [letter] = await deadLetters.list();

      const shown = await deadLetters.disclose(letter!.id, { subject: 'ops-1', reason: 'why it fails' });
      sick = false;
      await deadLetters.replay({ all: true });

      expect(JSON.parse(shown!.value!)).toMatchObject({ complaintId: letter!.key });
      expect(Object.keys((await deadLetters.show(letter!.id)) ?? letter!)).not.toContain('value');
      expect(await deadLetters.disclose(letter!.id, { subject: 'ops-1', reason: 'again' })).toBeNull();
      expect(await site.query('routing', `select letter_id, subject, reason from letter_disclosures`)).toEqual([
        { letter_id: letter!.id, subject: 'ops-1', reason: 'why it fails' },
      ]);
    },
  ],
];
