/** The broker does not let us: asking again changes nothing before somebody has granted it. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
}

export interface Attempt {
  /** As whom we asked. */
  principal: string;
  doing: 'read' | 'write' | 'see' | 'create';
  topics: readonly string[];
  group?: string;
}

/** What TLS says when the other side does not take our certificate; it comes after the handshake, as the connection's end. */
const NOT_OUR_CERTIFICATE =
  /alert (?:bad certificate|certificate (?:unknown|expired|revoked|required)|unknown ca|unsupported certificate)/i;
/** What it says when theirs is not for the address at which we called them. */
const NOT_THIS_ADDRESS = /does not match certificate's altnames/i;
/** What it says when we do not take theirs. */
const NOT_THEIRS =
  /unable to (?:verify the first|get local issuer) certificate|self-signed certificate|certificate signature failure|certificate has expired/i;

/** How many topics an error names; the others are counted. */
const NAMED = 5;

/** The same error, or in its place one that says who may not do what, and what to do about it. */
export function explained(error: unknown, attempt: Attempt): unknown {
  const why = refusalIn(error, attempt);
  if (why !== null) return new NotAllowed(why, { cause: error });
  // A broker that is slow to create its topic of groups says the same: this may pass, and is no refusal.
  return causes(error).some(isNoCoordinator) ? new Error(withoutCoordinator(attempt), { cause: error }) : error;
}

/** A refusal of a request about several topics does not say of which. */
export function isOfTopics(error: unknown): boolean {
  return causes(error).some(({ type }) => type === 'TOPIC_AUTHORIZATION_FAILED');
}

function refusalIn(error: unknown, { principal, doing, topics, group }: Attempt): string | null {
  const may = (what: string) => `Kafka does not let ${principal} ${what}: ${adviceFor(principal)}`;
  for (const { type, name, message } of causes(error)) {
    // Whoever may write no topic at all is refused already the number of its producer.
    const ofTopics = type === 'CLUSTER_AUTHORIZATION_FAILED' && doing === 'write';
    if (type === 'TOPIC_AUTHORIZATION_FAILED' || ofTopics) return may(`${doing} ${named(topics)}`);
    if (type === 'CLUSTER_AUTHORIZATION_FAILED') return may(`${doing} topics or access lists`);
    if (type === 'GROUP_AUTHORIZATION_FAILED') return may(`use the group ${group}`);
    if (name === 'KafkaJSSASLAuthenticationError') {
      return `Kafka does not accept the password of ${principal}: it was changed, or ${principal} is not known; hub access password ${principal} gives a new one (${message})`;
    }
    if (message && NOT_OUR_CERTIFICATE.test(message)) {
      return `Kafka does not accept the certificate of ${principal}: it has expired, or its authority is not one that the broker trusts; give it a new one (${message})`;
    }
    if (message && NOT_THIS_ADDRESS.test(message)) {
      return `${principal} does not trust the broker: its certificate is not for the address in KAFKA_BROKERS; hub access identities --hosts names all of them (${unquoted(message)})`;
    }
    if (message && NOT_THEIRS.test(message)) {
      return `${principal} does not trust the broker: its certificate has expired, or KAFKA_CA_FILE does not hold its authority (${message})`;
    }
  }
  return null;
}

// Without quotes: the log masks what stands in them.
const adviceFor = (principal: string) =>
  `hub access show ${principal} lists what it may do, hub access apply grants what is missing`;

const unquoted = (message: string) => message.replaceAll(/["'`]/g, '');

const isNoCoordinator = ({ name }: { name?: string }) => name === 'KafkaJSGroupCoordinatorNotFound';

/** The client keeps to itself why: no broker answers, or none lets us use the group. */
const withoutCoordinator = ({ principal, group }: Attempt) =>
  `Kafka names ${principal} no coordinator of the group ${group}. If the broker answers others, ${principal} may not use that group: ${adviceFor(principal)}`;

function named(topics: readonly string[]): string {
  const first = topics.slice(0, NAMED).join(', ');
  return topics.length <= NAMED ? first : `${first} or ${topics.length - NAMED} others`;
}

function causes(error: unknown): { type?: string; name?: string; message?: string }[] {
  const found: object[] = [];
  for (let one = error; one !== null && typeof one === 'object' && !found.includes(one);) {
    found.push(one);
    one = (one as { cause?: unknown }).cause;
  }
  return found;
}
