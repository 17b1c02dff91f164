import { SetTime } from '@cc/messaging';
import { Conductor, type Player, type Unread } from './conductor.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 2, minutes));

/** Services of paper: what they write, read and are due for is said here. */
class Stage {
  readonly time = new SetTime(at(0));
  /** What happened, and at which minute. */
  readonly happened: string[] = [];
  /** The one log, as who wrote. */
  readonly log: string[] = [];

  conductor(...services: Service[]): Conductor {
    return new Conductor(this.time, services, (names) => {
      for (const name of names) services.find((service) => service.name === name)!.send();
      return Promise.resolve();
    });
  }

  note(what: string): void {
    this.happened.push(`${what} at ${this.time.now().getUTCMinutes()}`);
  }
}

class Service implements Player {
  outbox = 0;
  /** Instants at which its timer has something to do, ascending. */
  due: Date[] = [];
  urgency: Unread = 'urgent';
  /** What it applies is not in its database. */
  isStuck = false;
  /** What it does about what it has read. */
  onRead: (from: string[]) => void = () => undefined;
  private hasReadTo = 0;

  constructor(
    readonly name: string,
    private readonly stage: Stage,
  ) {}

  async hasToSend(): Promise<boolean> {
    await this.pause();
    return this.outbox > 0;
  }

  hasRead(): Promise<boolean> {
    return Promise.resolve(!this.isStuck && !this.isBehind);
  }

  unread(): Promise<Unread> {
    return Promise.resolve(this.isBehind ? this.urgency : 'nothing');
  }

  get isBehind(): boolean {
    return this.hasReadTo < this.stage.log.length;
  }

  async read(): Promise<void> {
    const unread = this.stage.log.slice(this.hasReadTo);
    this.hasReadTo = this.stage.log.length;
    await this.pause();
    this.onRead(unread);
  }

  send(): void {
    for (; this.outbox > 0; this.outbox--) this.stage.log.push(this.name);
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

  /** How long it takes is its own affair: here, the longer its name. */
  private async pause(): Promise<void> {
    for (const _ of this.name) await Promise.resolve();
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

    await conductor.rest();

    expect(answers).toBe(6);
    expect([routing.outbox, clocks.outbox]).toEqual([0, 0]);
  });

  it('lets services write in the order of the journey, however long each takes', async () => {
    routing.outbox = 1;
    clocks.outbox = 1;
    const once = (service: Service) => {
      let asked = false;
      return () => {
        if (!asked) service.outbox = 1;
        asked = true;
      };
    };
    routing.onRead = once(routing);
    clocks.onRead = once(clocks);

    await conductor.rest();

    expect(stage.log).toEqual(['routing', 'clocks', 'routing', 'clocks']);
  });

  it('lets whoever is further down the journey read once what all before it have to say', async () => {
    const seen: [string, string[]][] = [];
    routing.onRead = (from) => {
      seen.push(['routing', from]);
      if (from[0] === 'clocks') routing.outbox = 1;
    };
    clocks.onRead = (from) => seen.push(['clocks', from]);
    clocks.outbox = 1;

    await conductor.rest();

    expect(seen).toEqual([
      ['routing', ['clocks']],
      ['routing', ['routing']],
      ['clocks', ['clocks', 'routing']],
    ]);
  });

  it('lets who can wait read last, and all at once', async () => {
    const heard: string[][] = [];
    const reports = new Service('reports', stage);
    reports.urgency = 'can wait';
    reports.onRead = (from) => heard.push(from);
    routing.onRead = ([from]) => {
      if (from === 'clocks') routing.outbox = 1;
    };
    clocks.outbox = 1;

    await stage.conductor(routing, clocks, reports).quiet();

    expect(heard).toEqual([['clocks', 'routing']]);
  });

  it('lets nobody read what he only passes over until all has to be at rest', async () => {
    clocks.urgency = 'passed over';
    routing.outbox = 1;

    await conductor.quiet();
    const before = clocks.isBehind;
    await conductor.rest();

    expect([before, clocks.isBehind]).toEqual([true, false]);
  });

  it('asks again what is due after somebody has acted', async () => {
    const next = await conductor.quiet();
    clocks.due = [at(10)];

    expect([next, await conductor.quiet()]).toEqual([null, at(10)]);
  });

  it('does not call it rest where a database does not hold what was applied', async () => {
    clocks.isStuck = true;

    await expect(conductor.rest()).rejects.toThrow('clocks has applied all that it was given, but its offsets are not');
  });

  it('lets others act at an instant before what is due at it', async () => {
    clocks.due = [at(5), at(10)];

    await conductor.upTo(at(10));
    stage.note('outside');
    await conductor.rest();

    expect(stage.happened).toEqual(['clocks at 5', 'outside at 10', 'clocks at 10']);
  });

  it('never goes back', async () => {
    await conductor.until(at(10));

    await expect(conductor.until(at(9))).rejects.toThrow(
      'time cannot go back from 2026-11-24T02:10:00.000Z to 2026-11-24T02:09:00.000Z',
    );
  });

  it('says which timer is due and does nothing about it, instead of standing there for ever', async () => {
    clocks.due = [at(0)];
    clocks.tickDue = () => Promise.resolve(['NoticeDueInstants']);

    await expect(conductor.rest()).rejects.toThrow(
      'NoticeDueInstants is due at 2026-11-24T02:00:00.000Z and does nothing about it',
    );
  });
});
