import { kafkaHome, progress } from './kafka-home.js';

describe('without Java', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it('says what to install and what to set instead', async () => {
    process.env['PATH'] = '/nowhere';

    const starting = kafkaHome(() => undefined);

    await expect(starting).rejects.toThrow(/apt-get install openjdk-17-jre-headless maven/);
    await expect(starting).rejects.toThrow(/KAFKA_BROKERS=host:port/);
  });
});

it('tells the size of what is being fetched once there is some', () => {
  expect(progress('Fetching', '2 s', 40_000)).toBe('Fetching: 2 s');
  expect(progress('Fetching', '4 s', 12_300_000)).toBe('Fetching: 4 s, 12 MB so far');
});
