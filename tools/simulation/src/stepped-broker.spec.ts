import { InMemoryBroker, SetTime, type Broker, type ConsumerSession, type FetchedBatch } from '@cc/messaging';
import { SteppedBroker } from './stepped-broker.js';

const NOON = new Date('2026-10-12T04:00:00Z');
const records = (...texts: string[]) => texts.map((text) => ({ key: null, value: Buffer.from(text), headers: {} }));
const textsOf = ({ records: all }: FetchedBatch) => all.map(({ value }) => String(value));

/** A service that notes what it is given to read, call by call. */
class Reader implements ConsumerSession {
  readonly read: string[] = [];
  readonly stamps: Date[] = [];

  constructor(private readonly begin = 0n) {}

  startAt: ConsumerSession['startAt'] = (places) =>
    Promise.resolve(places.map((place) => ({ ...place, offset: this.begin })));
  revoked: ConsumerSession['revoked'] = () => undefined;
  apply: ConsumerSession['apply'] = (batch) => {
    this.read.push(`${batch.topic}/${batch.partition}: ${textsOf(batch).join(' ')}`);
    this.stamps.push(...batch.records.map(({ appendedAt }) => appendedAt));
    return Promise.resolve(batch.records.at(-1)!.offset + 1n);
  };
}

describe('the broker of a simulation', () => {
  let under: InMemoryBroker;
  let stepped: SteppedBroker;
  let time: SetTime;
  let intake: Broker;
  let routing: Broker;
  beforeEach(async () => {
    // As Kafka: its stamps are of another clock.
    under = new InMemoryBroker(new SetTime(new Date('2030-01-01T00:00:00Z')));
    await under.createTopics([
      { topic: 'facts', partitions: 2 },
      { topic: 'work', partitions: 1 },
    ]);
    time = new SetTime(NOON);
    stepped = new SteppedBroker(under, time);
    [intake, routing] = [stepped.of('intake'), stepped.of('routing')];
  });
  afterEach(() => under.close());

  const written = (topic: string) => under.records(topic).map(({ value }) => String(value));

  it('holds what services send, and writes it in the order in which they are let out', async () => {
    const second = routing.send([{ topic: 'facts', partition: 1, records: records('r1') }]);
    const first = intake.send([
      { topic: 'facts', partition: 1, records: records('i1', 'i2') },
      { topic: 'work', partition: 0, records: records('i3') },
    ]);
    const before = written('facts');

    await stepped.letOut(['intake', 'routing']);

    expect(before).toEqual([]);
    expect(written('facts')).toEqual(['i1', 'i2', 'r1']);
    expect(await first).toEqual([
      { topic: 'facts', partition: 1, baseOffset: 0n },
      { topic: 'work', partition: 0, baseOffset: 0n },
    ]);
    expect(await second).toEqual([{ topic: 'facts', partition: 1, baseOffset: 2n }]);
  });

  it('tells every sender when the broker does not take what they sent', async () => {
    const sends = [intake, routing].map((broker) =>
      broker.send([{ topic: 'work', partition: 0, records: records('x') }]).catch((error: Error) => error.message),
    );
    under.goDown();

    await stepped.letOut(['intake', 'routing']);

    expect(await Promise.all(sends)).toEqual(['the broker is down', 'the broker is down']);
  });

  it('gives out what the logs hold when it is told to, partition by partition, with the simulated time', async () => {
    const reader = new Reader();
    await intake.consume('intake', ['work', 'facts'], reader);
    await stepped.begin();
    await stepped.send([
      { topic: 'work', partition: 0, records: records('w1') },
      { topic: 'facts', partition: 1, records: records('f1') },
    ]);
    await stepped.send([{ topic: 'facts', partition: 1, records: records('f2') }]);
    const before = [...reader.read];

    await stepped.reader('intake').readAll();

    expect(before).toEqual([]);
    expect(reader.read).toEqual(['facts/1: f1 f2', 'work/0: w1']);
    expect(reader.stamps).toEqual([NOON, NOON, NOON]);
  });

  it('fetches once what several read, each from where it stands', async () => {
    await stepped.send([{ topic: 'facts', partition: 0, records: records('f1', 'f2') }]);
    const [first, second] = [new Reader(), new Reader(1n)];
    await intake.consume('intake', ['facts'], first);
    await routing.consume('routing', ['facts'], second);
    const fetching = jest.spyOn(under, 'consume');

    await stepped.begin();
    await stepped.reader('intake').readAll();
    await stepped.reader('routing').readAll();

    expect(fetching).toHaveBeenCalledTimes(1);
    expect([first.read, second.read]).toEqual([['facts/0: f1 f2'], ['facts/0: f2']]);
  });

  it('waits for what it knows to be written, also by others past it', async () => {
    const reader = new Reader();
    await intake.consume('intake', ['work'], reader);
    await stepped.begin();
    stepped.wrote({ topic: 'work', partition: 0 }, 1n);

    const reading = stepped.reader('intake').readAll();
    under.append('work', 0, { ...records('from outside')[0]!, appendedAt: NOON });
    await reading;

    expect(reader.read).toEqual(['work/0: from outside']);
  });

  it('gives nothing of a topic on which somebody has fallen behind', async () => {
    const reader = new Reader();
    await intake.consume('intake', ['work', 'facts'], reader);
    await stepped.begin();
    stepped.reader('intake').heldBack.add('facts');
    await stepped.send([
      { topic: 'work', partition: 0, records: records('w1') },
      { topic: 'facts', partition: 0, records: records('f1') },
    ]);

    await stepped.reader('intake').readAll();
    const before = [...reader.read];
    stepped.reader('intake').heldBack.delete('facts');
    await stepped.reader('intake').readAll();

    expect(before).toEqual(['work/0: w1']);
    expect(reader.read).toEqual(['work/0: w1', 'facts/0: f1']);
  });

  it('holds nothing any more once it is released', async () => {
    const waiting = intake.send([{ topic: 'work', partition: 0, records: records('i1') }]);

    await stepped.release();
    await waiting;
    await routing.send([{ topic: 'work', partition: 0, records: records('r1') }]);

    expect(written('work')).toEqual(['i1', 'r1']);
  });
});
