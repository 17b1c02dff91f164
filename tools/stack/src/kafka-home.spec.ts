import { kafkaHome } from './kafka-home.js';

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
