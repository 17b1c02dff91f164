import { topics, type ServiceName } from '@cc/contracts';

/** A dead letter, as a service tells it to its operator. */
export interface Parked {
  topic: string;
  reason: string;
}

/** What may be parked is a submission that names nobody, by intake; anything else is a fact that was never applied. */
export function parkedOtherwise(letters: readonly (Parked & { service: ServiceName })[]) {
  return letters.filter(({ service, topic }) => service !== 'intake' || !topic.startsWith(topics.submissions('')));
}
