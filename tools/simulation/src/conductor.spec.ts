import { SetTime } from '@cc/messaging';
import { Conductor, type Player } from './conductor.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 2, minutes));

/** Services of paper: what they write, read and are due for is said here. */
class Stage {
  readonly time = new SetTime(at(0));
  /** What happened, and at which minute. */
  readonly happened: string[] = [];
  written = 0n;

  note(what: string): void {
    this.happened.push(`${what} at ${this.time.now().getUTCMinutes()}`);
  }

  conductor(...players: Player[]): Conductor {
    return new Conductor(this.time, players, () =>
      Promise.resolve([{ topic: 't', partition: 0, first: 0n, next: this.written }]),
    );
  }
}

class Service implements Player {
  outbox = 0;
  /** Instants at which its timer has something to do, ascending. */
  due: Date[] = [];
  onRead: () => void = () => undefined;
  private read = 0n;

  constructor(
    readonly name: string,
    private readonly stage: Stage,
  ) {}

  caughtUp(): Promise<void> {
    if (this.read < this.stage.written) {
      this.read = this.stage.written;
      this.onRead();
    }
    return Promise.resolve();
  }

  outboxIsEmpty(): Promise<boolean> {
    return Promise.resolve(this.outbox === 0);
  }

  outboxEmptied(): Promise<void> {
    this.stage.written += BigInt(this.outbox);
    this.outbox = 0;
    return Promise.resolve();
  }

  nextAt(): Promise<Date | null> {
    return Promise.resolve(this.due[0] ?? null);
  }

  tickDue(): Promise<string[]> {
    if (this.due.length === 0 || this.due[0]! > this.stage.time.now()) return Promise.resolve([]);
    this.due.shift();
    this.stage.note(this.name);
    return Promise.resolve([this.name]);
  }
}

describe('the conductor', () => {
  let stage: Stage;
  let routing: Service;
  let clocks: Service;
  let conductor: Conductor;
  beforeEach(() => {
    stage = new Stage();
    [routing, clocks] = [new Service('routing', stage), new Service('clocks', stage)];
    conductor = stage.conductor(routing, clocks);
  });

  it('stops at every instant at which something is due, of whichever service, and ends at the instant asked for', async () => {
    clocks.due = [at(10), at(30)];
    routing.due = [at(20)];

    await conductor.until(at(25));

    expect(stage.happened).toEqual(['clocks at 10', 'routing at 20']);
    expect(stage.time.now()).toEqual(at(25));
  });

  it('runs what is due at the instant asked for, the services in their order', async () => {
    clocks.due = [at(10)];
    routing.due = [at(10)];

    await conductor.until(at(10));

    expect(stage.happened).toEqual(['routing at 10', 'clocks at 10']);
  });

  it('stops also where something became due only by what was due before', async () => {
    clocks.due = [at(10)];
    routing.onRead = () => (routing.due = [at(15)]);
    const tickDue = clocks.tickDue.bind(clocks);
    clocks.tickDue = async () => {
      const ran = await tickDue();
      clocks.outbox += ran.length;
      return ran;
    };

    await conductor.until(at(20));

    expect(stage.happened).toEqual(['clocks at 10', 'routing at 15']);
  });

  it('does not call it rest while one answer brings the next', async () => {
    let answers = 0;
    const answer = (service: Service) => () => {
      if (answers >= 6) return;
      answers += 1;
      service.outbox += 1;
    };
    routing.onRead = answer(routing);
    clocks.onRead = answer(clocks);
    routing.outbox = 1;

    await conductor.settle();

    expect(answers).toBe(6);
    expect([routing.outbox, clocks.outbox]).toEqual([0, 0]);
  });

  it('looks again when something was written while it looked', async () => {
    const read: bigint[] = [];
    routing.onRead = () => read.push(stage.written);
    const outboxIsEmpty = clocks.outboxIsEmpty.bind(clocks);
    let sent = false;
    clocks.outboxIsEmpty = () => {
      if (!sent) stage.written += 1n;
      sent = true;
      return outboxIsEmpty();
    };

    await conductor.settle();

    expect(read).toEqual([1n]);
  });

  it('never goes back', async () => {
    await conductor.until(at(10));

    await expect(conductor.until(at(9))).rejects.toThrow(
      'time cannot go back from 2026-11-24T02:10:00.000Z to 2026-11-24T02:09:00.000Z',
    );
  });

  it('says which timer is due and does nothing about it, instead of standing there for ever', async () => {
    clocks.tickDue = () => Promise.resolve(['NoticeDueInstants']);

    await expect(conductor.rest()).rejects.toThrow(
      'NoticeDueInstants is due at 2026-11-24T02:00:00.000Z and does nothing about it',
    );
  });
});
