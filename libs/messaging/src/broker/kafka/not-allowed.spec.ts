import { explained, NotAllowed } from './not-allowed.js';

const attempt = { principal: 'routing', doing: 'write', topics: ['complaints.work.44'], group: 'routing' } as const;

/** As the client wraps what the broker says: the type is the cause's. */
function refusal(type: string): Error {
  return new Error('Retries exceeded', { cause: Object.assign(new Error('refused'), { type }) });
}

describe('what the broker refuses', () => {
  it('says who may not do what, and what to do next', () => {
    const error = explained(refusal('TOPIC_AUTHORIZATION_FAILED'), attempt) as Error;

    expect(error).toBeInstanceOf(NotAllowed);
    expect(error.message).toBe(
      'Kafka does not let routing write complaints.work.44: hub access show routing lists what it may do, ' +
        'hub access apply grants what is missing',
    );
  });

  it('names a few of many topics, and counts the others', () => {
    const topics = Array.from({ length: 40 }, (_, i) => `t${i}`);

    const error = explained(refusal('TOPIC_AUTHORIZATION_FAILED'), { ...attempt, topics }) as Error;

    expect(error.message).toContain('write t0, t1, t2, t3, t4 or 35 others: ');
  });

  it.each([
    [refusal('GROUP_AUTHORIZATION_FAILED'), 'Kafka does not let routing use the group routing'],
    [refusal('CLUSTER_AUTHORIZATION_FAILED'), 'Kafka does not let routing write complaints.work.44'],
    [
      Object.assign(new Error('failed'), { name: 'KafkaJSSASLAuthenticationError' }),
      'Kafka does not accept the password of routing',
    ],
    [new Error('ssl/tls alert certificate expired:SSL alert number 45'), 'does not accept the certificate of routing'],
    [new Error('Connection error: self-signed certificate in certificate chain'), 'routing does not trust the broker'],
    [new Error('Connection error: certificate signature failure'), 'routing does not trust the broker'],
  ])('is told by its kind: %s', (error, words) => {
    expect((explained(error, attempt) as Error).message).toContain(words);
  });

  it('tells a producer that may write nothing from somebody who may not administer', () => {
    const error = explained(refusal('CLUSTER_AUTHORIZATION_FAILED'), { ...attempt, doing: 'see' }) as Error;

    expect(error.message).toContain('Kafka does not let routing see topics or access lists');
  });

  it('is not every error: an outage stays what it is', () => {
    const outage = new Error('Connection error: connect ECONNREFUSED 127.0.0.1:9092');

    expect(explained(outage, attempt)).toBe(outage);
  });

  it('is not that nobody coordinates a group yet: a slow broker says the same', () => {
    const slow = Object.assign(new Error('failed'), { name: 'KafkaJSGroupCoordinatorNotFound' });

    const error = explained(slow, attempt) as Error;

    expect(error).not.toBeInstanceOf(NotAllowed);
    expect(error.message).toContain('Kafka names routing no coordinator of the group routing');
  });

  it('tells a broker with a certificate for another address, without quotes', () => {
    const tls = "Hostname/IP does not match certificate's altnames: Host: kafka. is not in the cert's altnames";

    const { message } = explained(new Error(tls), attempt) as Error;

    expect(message).toContain('its certificate is not for the address in KAFKA_BROKERS');
    expect(message).not.toMatch(/["'`]/);
  });

  it('is told in words that the log does not mask: nothing stands in quotes', () => {
    const { message } = explained(refusal('TOPIC_AUTHORIZATION_FAILED'), attempt) as Error;

    expect(message).not.toMatch(/["'`]/);
  });
});
