import { SteppedRelay } from './stepped-relay.js';

/** A relay of paper and its outbox: it looks, sends what it finds in batches of two, and waits when nothing is left. */
class Paper {
  readonly steps = new SteppedRelay();
  readonly sent: string[][] = [];
  outbox: string[] = [];
  looks = 0;

  async run(): Promise<void> {
    for (;;) {
      this.looks += 1;
      const batch = this.outbox.slice(0, 2);
      if (batch.length === 0) {
        await this.steps.next();
        continue;
      }
      await this.steps.hold([]);
      this.sent.push(batch);
      this.outbox = this.outbox.slice(2);
    }
  }

  hasToSend = () => this.steps.hasToSend(() => Promise.resolve(this.outbox.length === 0));

  letOut(): void {
    for (const { resolve } of this.steps.take()) resolve([]);
  }
}

describe('the relay of a service that is led', () => {
  let paper: Paper;
  beforeEach(() => {
    paper = new Paper();
    void paper.run();
  });

  it('has nothing to send where nothing was published', async () => {
    expect(await paper.hasToSend()).toBe(false);
    expect(paper.looks).toBe(1);
  });

  it('does not look of its own accord: all that was published by then is one batch', async () => {
    await paper.hasToSend();

    paper.outbox.push('first');
    await new Promise(setImmediate);
    paper.outbox.push('second');
    const found = await paper.hasToSend();
    paper.letOut();

    expect(found).toBe(true);
    expect(await paper.hasToSend()).toBe(false);
    expect(paper.sent).toEqual([['first', 'second']]);
  });

  it('sends batch after batch, each when it is let out, until nothing is left', async () => {
    paper.outbox.push('1', '2', '3');

    const answers: boolean[] = [];
    for (let has = true; has;) {
      answers.push((has = await paper.hasToSend()));
      paper.letOut();
    }

    expect(answers).toEqual([true, true, false]);
    expect(paper.sent).toEqual([['1', '2'], ['3']]);
  });

  it('lets nobody wait for one that has given up', async () => {
    paper.outbox.push('1');
    await paper.hasToSend();
    const sends = paper.steps.take();

    const asked = paper.hasToSend();
    paper.steps.fail(new Error('the database is older than its topics'));

    await expect(asked).rejects.toThrow('the database is older than its topics');
    expect(sends).toHaveLength(1);
  });

  it('ends with whoever waits for it', async () => {
    const steps = new SteppedRelay();
    const waiting = steps.next();

    await steps.close();

    await Promise.all([waiting, steps.next()]);
  });
});
